package refute.harness.system;

/** What a world can do to the nodes of a system. A scenario that needs one that is lacking is refused before it starts. */
public enum Capability {
    KILLABLE("its nodes can be killed and started again"),
    PAUSABLE("its nodes can be stopped and continued"),
    PARTITIONABLE("the links of its nodes can be cut, slowed and broken"),
    DISK_FAULTABLE("its nodes' disks can fail"),
    POWER_CUTTABLE("its machines can lose their power"),
    CLOCK_ADJUSTABLE("its nodes' clocks can be set"),
    MEMBERSHIP("nodes can join and leave");

    private final String meaning;

    Capability(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** In kebab case. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
