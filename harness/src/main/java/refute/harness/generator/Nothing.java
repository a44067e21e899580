package refute.harness.generator;

/** Is exhausted. */
record Nothing() implements Generator {
    static final Nothing INSTANCE = new Nothing();

    @Override
    public Step next(Context context) {
        return Step.EXHAUSTED;
    }
}
