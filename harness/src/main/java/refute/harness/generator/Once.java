package refute.harness.generator;

/** One call, one time. */
record Once(Call call) implements Generator {
    @Override
    public Step next(Context context) {
        return call.by(context, () -> Nothing.INSTANCE);
    }
}
