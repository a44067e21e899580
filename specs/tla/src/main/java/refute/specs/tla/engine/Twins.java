package refute.specs.tla.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.impl.WatchedTool;
import tlc2.value.impl.MethodValue;
import util.UniqueString;

/** Operators of our modules that are evaluated by a method of the same name, and not by their definitions. */
final class Twins {
    /** Module by module, the classes with their methods. */
    private static final Map<String, List<Class<?>>> CLASSES = Map.of(
            "RaftLogs", List.of(RunLogs.class),
            "Raft", List.of(RunLogs.class),
            "EtcdRaft", List.of(RunLogs.class),
            "EtcdRaftStep", List.of(MessageBags.class));

    private Twins() {}

    /** Puts the methods in the place of the operators, in those of the modules that the spec has. */
    static void override(WatchedTool tool) {
        CLASSES.forEach((name, classes) -> {
            ModuleNode module = tool.modules().getModuleNode(UniqueString.uniqueStringOf(name));
            if (module != null) {
                classes.forEach(methods -> override(tool, module, methods));
            }
        });
    }

    private static void override(WatchedTool tool, ModuleNode module, Class<?> methods) {
        for (Method method : methods.getDeclaredMethods()) {
            OpDefNode definition = module.getOpDef(UniqueString.uniqueStringOf(method.getName()));
            boolean fits = Modifier.isPublic(method.getModifiers())
                    && definition != null
                    && definition.getArity() == method.getParameterCount();
            if (fits) {
                definition.getBody().setToolObject(tool.toolNumber(), MethodValue.get(method));
            }
        }
    }
}
