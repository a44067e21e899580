package refute.specs.tla.engine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.WatchedTool;
import tlc2.util.FP64;
import util.ToolIO;

/**
 * A module with its model, parsed, and its initial states.
 *
 * @param tool TLC's evaluator of it
 * @param folder in which it lies
 * @param initial all of them
 */
record ParsedModule(WatchedTool tool, Path folder, List<TLCState> initial) {
    /**
     * Parses it. Once in a class loader.
     *
     * @param module its file, with its model beside it
     * @param scratch where modules of TLC's own may be unpacked
     * @param prepare is done between the parsing and the first evaluation
     */
    static ParsedModule open(Path module, Path scratch, Function<WatchedTool, WatchedTool> prepare) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        ToolIO.out = out;
        ToolIO.err = out;
        // Before any fingerprint: without it all are equal.
        FP64.Init(0);
        Path folder = Objects.requireNonNull(module.toAbsolutePath().getParent());
        ToolIO.setUserDir(folder + java.io.File.separator);
        String name = module.getFileName().toString().replace(".tla", "");
        try {
            WatchedTool tool = prepare.apply(new WatchedTool(name, name, new UnpackedModules(scratch)));
            List<TLCState> initial = new ArrayList<>();
            StateVec states = tool.getInitStates();
            for (int i = 0; i < states.size(); i++) {
                TLCState state = states.elementAt(i);
                state.deepNormalize();
                initial.add(state);
            }
            return new ParsedModule(tool, folder, List.copyOf(initial));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "TLC cannot follow " + name + ": " + e.getMessage() + "\n" + said.toString(StandardCharsets.UTF_8),
                    e);
        }
    }
}
