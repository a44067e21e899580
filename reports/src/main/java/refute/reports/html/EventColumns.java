package refute.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.check.Witness;
import refute.reports.Lead;
import refute.reports.RecordedEvents;
import refute.reports.RecordedEvents.Event;
import refute.reports.Report;
import refute.reports.Visible;

/** The events of a trace as packed columns: times in microseconds and lines, each since the one before; nodes; names by their place. */
final class EventColumns {
    private EventColumns() {}

    /** Empty of a run without a trace. */
    static Map<String, Object> of(Report report) {
        return report.inside()
                .events()
                .filter(events -> !events.events().isEmpty())
                .map(events -> packed(events, report))
                .orElse(Map.of());
    }

    private static Map<String, Object> packed(RecordedEvents recorded, Report report) {
        Packer times = new Packer();
        Packer lines = new Packer();
        Packer nodes = new Packer();
        Packer names = new Packer();
        Map<String, Integer> places = new LinkedHashMap<>();
        long time = 0;
        long line = 0;
        for (Event event : recorded.events()) {
            long micros = event.nanos() / 1000;
            // By the clocks of several machines a later event may have an earlier time.
            times.put(Packer.folded(micros - time));
            lines.put(event.line() - line);
            nodes.put(event.node());
            names.put(places.computeIfAbsent(event.name(), name -> places.size()));
            time = micros;
            line = event.line();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("names", places.keySet().stream().map(Visible::text).toList());
        map.put("total", recorded.total());
        map.put("unexplained", unexplained(recorded, report));
        map.put(
                "columns",
                Map.of("time", column(times), "line", column(lines), "node", column(nodes), "name", column(names)));
        return map;
    }

    private static List<Object> column(Packer packer) {
        return List.of(packer.max(), packer.count(), packer.packed());
    }

    private static List<Integer> unexplained(RecordedEvents recorded, Report report) {
        List<Integer> places = new ArrayList<>();
        for (Lead lead : Lead.all(report.results())) {
            if (lead.witness() instanceof Witness.Unexplained witness) {
                recorded.placeOf(witness).ifPresent(places::add);
            }
        }
        return places;
    }
}
