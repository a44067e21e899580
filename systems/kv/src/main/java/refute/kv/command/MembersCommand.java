package refute.kv.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;
import refute.kv.wire.v1.MemberInfo;
import refute.kv.wire.v1.StatusReply;

/** {@code kv members}: who is in the cluster, and changes of that. */
@Command(name = "members", description = "Prints the members, or changes them by one.", mixinStandardHelpOptions = true)
final class MembersCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    /** Null unless one of its options is given: that is how picocli says it. */
    @ArgGroup
    @Nullable
    Change change;

    /** At most one. */
    static final class Change {
        @Option(
                names = "--add",
                paramLabel = "N=PEER,CLIENT",
                description = "a new member, which does not vote yet, and its addresses")
        Optional<String> add = Optional.empty();

        @Option(names = "--promote", paramLabel = "N", description = "let a member vote that has caught up")
        Optional<Integer> promote = Optional.empty();

        @Option(names = "--remove", paramLabel = "N", description = "let a member go")
        Optional<Integer> remove = Optional.empty();

        @Option(names = "--transfer", paramLabel = "N", description = "let a voter lead")
        Optional<Integer> transfer = Optional.empty();

        private List<MemberInfo> apply(KvClient client) throws KvException {
            if (add.isPresent()) {
                return client.addLearner(member(add.get()));
            }
            if (promote.isPresent()) {
                return client.promote(promote.get());
            }
            return remove.isPresent() ? client.remove(remove.get()) : client.transferLeadership(transfer.orElseThrow());
        }

        private static MemberInfo member(String text) {
            String[] parts = text.split("[=,]", -1);
            if (parts.length != 3 || !parts[0].matches("\\d{1,5}")) {
                throw new IllegalArgumentException("--add: '" + text + "' is not like 4=127.0.0.1:7104,127.0.0.1:7204");
            }
            return MemberInfo.newBuilder()
                    .setId(Integer.parseInt(parts[0]))
                    .setPeerAddress(parts[1])
                    .setClientAddress(parts[2])
                    .build();
        }
    }

    @Override
    public Integer call() throws Exception {
        return servers.with(client -> {
            Change wanted = change;
            if (wanted != null) {
                wanted.apply(client).forEach(member -> print(member, ""));
                return KvCommand.YES;
            }
            StatusReply status = client.status();
            status.getMembersList()
                    .forEach(member -> print(member, member.getId() == status.getLeader() ? "\tleads" : ""));
            return KvCommand.YES;
        });
    }

    private static void print(MemberInfo member, String more) {
        System.out.println("n" + member.getId() + "\t" + (member.getVoter() ? "voter" : "learner") + "\tpeer "
                + member.getPeerAddress() + "\tclient " + member.getClientAddress() + more);
    }
}
