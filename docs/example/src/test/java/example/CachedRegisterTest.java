package example;

import refute.junit.FaultTest;

class CachedRegisterTest {
    @FaultTest(value = "cached register --time-limit 1s", seeds = "1..3")
    void no_read_is_stale() {}
}
