package refute.toxiproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import refute.toxiproxy.engine.Refusal;

/**
 * Checks a configuration before it is used. Toxiproxy logs the first mistake and starts without proxies; a person who
 * wrote a file wants to hear of all mistakes, and not of them from a test that fails an hour later.
 */
final class ConfigFile {

    private final Path path;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();

    private ConfigFile(Path path) {
        this.path = path;
    }

    /** The content of the file, checked. */
    static byte[] read(Path path) {
        ConfigFile file = new ConfigFile(path);
        byte[] content = file.content();
        file.check(content);
        if (!file.problems.isEmpty()) {
            throw new CannotStartException(file.problems);
        }
        return content;
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new CannotStartException(List.of("there is no config file " + path));
        } catch (IOException e) {
            throw new CannotStartException(List.of("cannot read config file " + path + ": " + e.getMessage()));
        }
    }

    private void check(byte[] content) {
        JsonValue value;
        try {
            value = GoJson.read(content);
        } catch (Refusal e) {
            problems.add(path + " is not JSON: " + e.message().replace("bad request body: ", ""));
            return;
        }
        if (!(value instanceof JsonValue.Elements array)) {
            problems.add(path + " holds one " + value.goName() + ", where an array of proxies is expected");
            return;
        }
        for (int i = 0; i < array.elements().size(); i++) {
            checkProxy(i + 1, array.elements().get(i));
        }
    }

    private void checkProxy(int number, JsonValue element) {
        if (!(element instanceof JsonValue.Members members)) {
            add(number, "is a " + element.goName() + ", where {\"name\", \"listen\", \"upstream\"} is expected");
            return;
        }
        Map<String, JsonValue> fields = new HashMap<>();
        members.members().forEach(member -> fields.put(member.name().toLowerCase(Locale.ROOT), member.value()));
        for (String required : List.of("name", "upstream")) {
            if (!fields.containsKey(required) || fields.get(required).equals(new JsonValue.Text(""))) {
                add(number, "has no \"" + required + "\"");
            }
        }
        for (String text : List.of("name", "listen", "upstream")) {
            if (fields.get(text) != null && !(fields.get(text) instanceof JsonValue.Text)) {
                add(number, "has a " + fields.get(text).goName() + " as \"" + text + "\", where a string is expected");
            }
        }
        if (fields.get("enabled") != null && !(fields.get("enabled") instanceof JsonValue.Bool)) {
            add(number, "has a " + fields.get("enabled").goName() + " as \"enabled\", where true or false is expected");
        }
        if (fields.get("name") instanceof JsonValue.Text name && !name.text().isEmpty()) {
            Integer earlier = names.putIfAbsent(name.text(), number);
            if (earlier != null) {
                add(number, "has the name \"" + name.text() + "\" of proxy " + earlier);
            }
        }
    }

    private void add(int number, String problem) {
        problems.add(path + ": proxy " + number + " " + problem);
    }
}
