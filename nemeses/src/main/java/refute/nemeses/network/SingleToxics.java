package refute.nemeses.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** By Toxiproxy's own calls, one for each toxic; of one request many at once, so that a cut is not torn over time. */
final class SingleToxics implements Toxics {
    private final Map<String, Proxy> proxies;
    private final Map<PlacedToxic, eu.rekawek.toxiproxy.model.Toxic> inForce = new ConcurrentHashMap<>();

    SingleToxics(Map<String, Proxy> proxies) {
        this.proxies = Map.copyOf(proxies);
    }

    @Override
    public void add(List<PlacedToxic> toxics) {
        try {
            each(toxics, this::addOne);
        } catch (IllegalStateException e) {
            remove(toxics.stream().filter(inForce::containsKey).toList());
            throw e;
        }
    }

    @Override
    public void remove(List<PlacedToxic> toxics) {
        each(toxics, toxic -> {
            eu.rekawek.toxiproxy.model.Toxic gone = inForce.remove(toxic);
            if (gone != null) {
                gone.remove();
            }
        });
    }

    private void addOne(PlacedToxic placed) throws IOException {
        Proxy proxy = proxies.get(placed.proxy());
        if (proxy == null) {
            throw new IOException("no proxy " + placed.proxy());
        }
        inForce.put(placed, create(proxy.toxics(), placed));
    }

    private static eu.rekawek.toxiproxy.model.Toxic create(ToxicList list, PlacedToxic placed) throws IOException {
        String name = placed.name();
        ToxicDirection stream = placed.upstream() ? ToxicDirection.UPSTREAM : ToxicDirection.DOWNSTREAM;
        Toxic with = placed.toxic();
        return switch (with.type()) {
            case "bandwidth" -> list.bandwidth(name, stream, with.attribute("rate"));
            case "timeout" -> list.timeout(name, stream, with.attribute("timeout"));
            case "latency" ->
                list.latency(name, stream, with.attribute("latency")).setJitter(with.attribute("jitter"));
            case "slicer" ->
                list.slicer(name, stream, with.attribute("average_size"), with.attribute("delay"))
                        .setSizeVariation(with.attribute("size_variation"));
            case "reset_peer" -> list.resetPeer(name, stream, with.attribute("timeout"));
            case "limit_data" -> list.limitData(name, stream, with.attribute("bytes"));
            default -> throw new IllegalStateException("no such toxic: " + placed.toxic());
        };
    }

    private interface Call {
        void on(PlacedToxic toxic) throws IOException;
    }

    /** @throws IllegalStateException with all that went wrong */
    private static void each(List<PlacedToxic> toxics, Call call) {
        List<String> problems = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (PlacedToxic toxic : toxics) {
                calls.add(threads.submit(() -> {
                    call.on(toxic);
                    return toxic;
                }));
            }
            for (Future<?> each : calls) {
                each.get();
            }
        } catch (ExecutionException e) {
            problems.add(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("interrupted");
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Toxiproxy refused: " + String.join("; ", problems));
        }
    }
}
