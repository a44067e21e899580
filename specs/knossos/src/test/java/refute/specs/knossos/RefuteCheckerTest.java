package refute.specs.knossos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;

/** The namespace that Jepsen's tests use, from Clojure. */
class RefuteCheckerTest {
    private static final String STALE = """
            [{:process 0 :type :invoke :f :write :value 1} {:process 0 :type :ok :f :write :value 1}
             {:process :nemesis :type :info :f :kill}
             {:process 0 :type :invoke :f :write :value 2} {:process 0 :type :ok :f :write :value 2}
             {:process 1 :type :invoke :f :read} {:process 1 :type :ok :f :read :value 1 :sign "stuck"}]""";

    private ClojureRuntime clojure;

    @BeforeEach
    void load_the_namespace() throws ClassNotFoundException {
        clojure = ClojureRuntime.in(RealKnossos.classPath().loader());
        clojure.require("refute.checker");
    }

    /** The value of the last expression, as text. */
    private String eval(String expressions) {
        return String.valueOf(clojure.call(
                "clojure.core",
                "load-string",
                "(ns user (:require refute.checker)) (pr-str (do " + expressions + "))"));
    }

    private String valid(String model, String history) {
        return eval("(:valid? (refute.checker/check-history {:model " + model + "} " + history + "))");
    }

    @Test
    void an_invalid_history_is_explained_in_the_operations_of_the_test() {
        String result = "(refute.checker/check-history {:model :register} " + STALE + ")";
        assertThat(eval("(:valid? " + result + ")")).isEqualTo("false");
        assertThat(eval("(:sign (:op " + result + "))")).isEqualTo("\"stuck\"");
        assertThat(eval("(every? #(= :invoke (:type %)) (:witness " + result + "))"))
                .isEqualTo("true");
        assertThat(eval("(:operation-count " + result + ")")).isEqualTo("3");
        assertThat(eval("(:reason " + result + ")")).contains("process 1's read -> 1");
    }

    @Test
    void models_of_refute_go_by_name() {
        assertThat(
                        valid(
                                ":cas-register",
                                "[{:process 0 :type :invoke :f :cas :value [1 2]} {:process 0 :type :info :f :cas :value [1 2]}]"))
                .isEqualTo("true");
        assertThat(valid(
                        "\"fifo-queue\"",
                        "[{:process 0 :type :invoke :f :dequeue} {:process 0 :type :ok :f :dequeue :value 1}]"))
                .isEqualTo("false");
    }

    @Test
    void a_read_of_nil_is_an_answer_to_a_model_of_refute() {
        assertThat(valid(":register", STALE.replace(":value 1 :sign", ":value nil :sign")))
                .isEqualTo("false");
    }

    @Test
    void keys_of_independent_tests_are_judged_by_themselves() {
        assertThat(valid(":register", """
                (let [t #(clojure.lang.MapEntry/create %1 %2)]
                  [{:process 0 :type :invoke :f :write :value (t :x 1)} {:process 0 :type :ok :f :write :value (t :x 1)}
                   {:process 1 :type :invoke :f :read :value (t :y nil)} {:process 1 :type :ok :f :read :value (t :y nil)}])""")).isEqualTo("true");
    }

    @Test
    void a_failed_compare_and_set_is_an_observation_if_the_test_says_so() {
        String history = """
                [{:process 0 :type :invoke :f :write :value 1} {:process 0 :type :ok :f :write :value 1}
                 {:process 0 :type :invoke :f :cas :value [1 2]} {:process 0 :type :fail :f :cas :value [1 2] :error ERROR}]""";
        String check = "(:valid? (refute.checker/check-history {:model :cas-register :failed-cas :observation} "
                + history + "))";
        assertThat(eval(check.replace("ERROR", "nil"))).isEqualTo("false");
        assertThat(eval(check.replace("ERROR", ":connection-refused"))).isEqualTo("true");
        assertThat(eval(check.replace(":observation", ":nothing").replace("ERROR", "nil")))
                .isEqualTo("true");
    }

    @Test
    void what_is_no_history_of_the_model_is_refused_with_all_that_is_wrong() {
        assertThatThrownBy(() -> valid(":register", """
                [{:process 0 :type :invoke :f :fly} {:process 0 :type :ok :f :fly}
                 {:process 0 :type :invoke :f :swim} {:process 0 :type :ok :f :swim}]"""))
                .rootCause()
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("fly")
                .hasMessageContaining("swim");
    }

    /** Jepsen's protocol, as it stands in jepsen.checker, where Jepsen itself is absent. */
    private void needJepsen() {
        eval("""
                (when-not (.getResource (.getContextClassLoader (Thread/currentThread)) "jepsen/checker.clj")
                  (when-not (find-ns 'jepsen.checker)
                    (binding [*ns* *ns*]
                      (load-string "(ns jepsen.checker) (defprotocol Checker (check [checker test history opts]))"))))""");
    }

    @Test
    void it_is_a_checker_of_jepsen() {
        needJepsen();
        String check = "(:valid? ((requiring-resolve 'jepsen.checker/check)"
                + " (refute.checker/linearizable {:model :register :time-limit 5000}) {} " + STALE + " {}))";
        assertThat(eval(check)).isEqualTo("false");
    }

    @Test
    void a_model_that_is_none_is_refused_before_the_test_begins() {
        needJepsen();
        assertThatThrownBy(() -> eval("(refute.checker/linearizable {:model 7})"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":cas-register");
    }

    @Test
    void models_of_knossos_are_accepted() {
        RealKnossos.orSkip();
        eval("(require 'knossos.model)");
        assertThat(valid("(knossos.model/register)", STALE)).isEqualTo("false");
        assertThat(valid("(knossos.model/cas-register 7)", STALE.replace(":value 1 :sign", ":value 2 :sign")))
                .isEqualTo("true");
        assertThat(valid("(knossos.model/register)", STALE.replace(":value 1 :sign", ":value nil :sign")))
                .as("a read of nil says nothing to Knossos")
                .isEqualTo("true");
    }

    @Test
    void models_of_knossos_that_refute_does_not_have_are_stepped() {
        RealKnossos.orSkip();
        eval("(require 'knossos.model)");
        String queue = """
                [{:process 0 :type :invoke :f :enqueue :value :a} {:process 0 :type :ok :f :enqueue :value :a}
                 {:process 0 :type :invoke :f :enqueue :value :b} {:process 0 :type :ok :f :enqueue :value :b}
                 {:process 1 :type :invoke :f :dequeue} {:process 1 :type :ok :f :dequeue :value :b}]""";
        assertThat(valid("(knossos.model/unordered-queue)", queue)).isEqualTo("true");
        assertThat(valid("(knossos.model/fifo-queue)", queue)).isEqualTo("false");
        String set = """
                [{:process 0 :type :invoke :f :add :value 1} {:process 0 :type :ok :f :add :value 1}
                 {:process 1 :type :invoke :f :read} {:process 1 :type :ok :f :read :value #{1}}]""";
        assertThat(valid("(knossos.model/set)", set)).isEqualTo("true");
        assertThat(valid("(knossos.model/set)", set.replace("#{1}", "#{1 2}"))).isEqualTo("false");
        assertThat(valid("(knossos.model/multi-register {:x 0 :y 0})", """
                [{:process 0 :type :invoke :f :txn :value [[:read :x nil] [:write :y 1]]}
                 {:process 0 :type :ok :f :txn :value [[:read :x 0] [:write :y 1]]}
                 {:process 0 :type :invoke :f :txn :value [[:read :y nil]]}
                 {:process 0 :type :ok :f :txn :value [[:read :y 0]]}]""")).isEqualTo("false");
    }
}
