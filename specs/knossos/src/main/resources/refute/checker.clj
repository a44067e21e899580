(ns refute.checker
  "Gives Jepsen's tests Refute's engine:

    (require '[refute.checker :as refute]
             '[knossos.model :as model])

    {:checker (checker/compose
                {:linear (refute/linearizable {:model (model/cas-register)})})}

  It takes the place of jepsen.checker/linearizable where Knossos runs out of time or memory. See linearizable for the
  options, and check-history for a history by itself, without Jepsen.

  Needs Clojure, and the jars of refute-knossos, refute-specs and refute-harness with what they need. Jepsen and
  Knossos are looked up when they are there: neither is needed to load this namespace."
  (:import (java.time Duration)
           (java.util LinkedHashMap List Optional)
           (java.util.function IntPredicate)
           (refute.harness.check Budget CheckResult Verdict Witness$Attempt Witness$Unlinearizable)
           (refute.harness.history Entry EntryKind History HistoryBuilder Operation ProcessId Value Value$Bool
                                   Value$Dict Value$Int Value$Keyword Value$Real Value$Text Value$Vec)
           (refute.specs.linear LinearizabilityChecker)
           (refute.specs.model Call CasRegisterModel FailedCas Model Models Models$Choice RegisterModel)))

;; --- values ---

(defn- value
  "Clojure data as a value of a history. What histories have no word for stands as its text."
  ^Value [x]
  (cond (nil? x)     Value/NIL
        (boolean? x) (Value$Bool. x)
        (int? x)     (Value$Int. (long x))
        (string? x)  (Value$Text. x)
        (keyword? x) (Value$Keyword. (subs (str x) 1))
        (map? x)     (Value$Dict. (reduce (fn [^LinkedHashMap items [k v]]
                                            (doto items (.put (value k) (value v))))
                                          (LinkedHashMap.)
                                          x))
        (coll? x)    (Value$Vec. (mapv value x))
        (float? x)   (Value$Real. (double x))
        :else        (Value$Text. (pr-str x))))

(defn- opaque
  "As value, but by its text, and kept in the table under it: for models that want the very thing back."
  ^Value [table x]
  (let [text (Value$Text. (pr-str x))]
    (swap! table assoc text x)
    text))

;; --- models ---

(defn- knossos-model? [model]
  (some #(= "knossos.model.Model" (.getName ^Class %)) (supers (class model))))

(defn- stepped
  "Any model of Knossos, Jepsen or the user's own, stepped as Knossos steps it."
  [knossos-model table]
  (let [step          (requiring-resolve 'knossos.model/step)
        inconsistent? (requiring-resolve 'knossos.model/inconsistent?)
        of            (fn [^Value carried] (get @table carried))]
    (reify Model
      (name [_] (.getSimpleName (class knossos-model)))
      (description [_] "a model of Knossos")
      (functions [_] [])
      (objection [_ _] (Optional/empty))
      (isPerKey [_] false)
      (initial [_] knossos-model)
      (show [_ state] (str state))
      (step [_ state call]
        (let [^Call call call
              after (step state {:process (.process call)
                                 :type    :invoke
                                 :f       (keyword (.function call))
                                 :value   (of (if (.isOk call) (.result call) (.argument call)))})]
          (if (inconsistent? after) [] [after]))))))

(defn- failed-cas ^FailedCas [word]
  (case (or word :nothing)
    :nothing     FailedCas/NOTHING
    :observation FailedCas/OBSERVATION))

(defn- interpreted
  "How to judge with this model: {:model ours, :value how operations carry theirs, :nil-reads? whether a read of nil is
  an answer}. To Knossos' registers it is none, whoever read it."
  [{:keys [model initial] :as options}]
  (let [convention (failed-cas (:failed-cas options))]
    (cond (instance? Model model)
          {:model model, :value value, :nil-reads? true}

          (or (keyword? model) (string? model))
          {:model      (Models/named (name model) (Models$Choice. (value initial) convention))
           :value      value
           :nil-reads? true}

          (and (knossos-model? model) (= "knossos.model.Register" (.getName (class model))))
          {:model (RegisterModel. (value (:value model))), :value value, :nil-reads? false}

          (and (knossos-model? model) (= "knossos.model.CASRegister" (.getName (class model))))
          {:model (CasRegisterModel. (value (:value model)) convention), :value value, :nil-reads? false}

          (knossos-model? model)
          (let [table (atom {})]
            {:model (stepped model table), :value (partial opaque table), :nil-reads? true})

          :else
          (throw (IllegalArgumentException.
                   (str ":model is a model of Knossos, one of Refute's by name such as :cas-register, or a"
                        " refute.specs.model.Model; not " (pr-str model)))))))

;; --- histories ---

(defn- kind ^EntryKind [op]
  (case (:type op)
    :invoke EntryKind/INVOKE
    :ok     EntryKind/OK
    :fail   EntryKind/FAIL
    :info   EntryKind/INFO))

(defn- tuple
  "Key and value of an operation of jepsen.independent, or nil and its value."
  [op]
  (let [v (:value op)]
    (if (instance? clojure.lang.MapEntry v) [(key v) (val v)] [nil v])))

(defn- entry
  "The entry of this index. What is told of a crash is no result, and Jepsen's invocations tell no error."
  ^Entry [index nanos of-value op]
  (let [kind    (kind op)
        [k v]   (tuple op)
        invoked (= EntryKind/INVOKE kind)]
    (Entry. (int index)
            (long nanos)
            (ProcessId. (int (:process op)))
            kind
            (let [f (:f op)] (if (keyword? f) (subs (str f) 1) (str f)))
            (value k)
            (of-value v)
            0
            (if (or invoked (nil? (:error op))) "" (pr-str (:error op))))))

(defn- history
  "The operations of clients as our history. An index is the position among them; a time that goes back stays."
  ^History [ops of-value]
  (let [builder (HistoryBuilder.)]
    (reduce (fn [[index nanos] op]
              (let [nanos (max nanos (long (or (:time op) (* 1000 index))))]
                (.add builder (entry index nanos of-value op))
                [(inc index) nanos]))
            [0 0]
            ops)
    (.build builder)))

(defn- without-nil-reads ^History [^History history]
  (.where history
          (reify IntPredicate
            (test [_ at]
              (let [end (.partner history at)]
                (not (and (= "read" (.function history at))
                          (nat-int? end)
                          (= EntryKind/OK (.kind history end))
                          (= Value/NIL (.value history end)))))))))

;; --- answers ---

(defn- attempt [^Witness$Attempt attempt]
  {:states (vec (.states attempt)), :obstacle (.obstacle attempt)})

(defn- explained
  "The witness in the operations of the test itself."
  [^Witness$Unlinearizable witness ops]
  (let [invocation (fn [^Operation operation] (nth ops (.index operation)))
        stuck      (.stuck witness)]
    {:op       (nth ops (.index (.completion stuck)))
     :witness  (mapv invocation (.operations witness))
     :minimal? (.minimal witness)
     :attempts (mapv attempt (take 10 (.attempts witness)))}))

(defn- budget ^Budget [{:keys [time-limit memory threads]}]
  (let [standard (Budget/standard)]
    (Budget. (if time-limit (Duration/ofMillis time-limit) (.time standard))
             (or memory (.memoryBytes standard))
             (or threads (.threads standard)))))

(defn check-history
  "Judges a history: a collection of maps with :process, :type, :f, :value, and :time and :error where there are such.
  Operations of others than clients (whose process is no number) are passed over. The options are those of linearizable.

  Answers {:valid? true, false or :unknown; :reason a sentence; :model; :operation-count; :time-ms}, and if not valid
  {:op the completion that cannot be placed; :witness the invocations of a smallest part that is still wrong;
  :minimal? whether none of them can go; :attempts at most ten ways to order what comes before it}.

  Throws refute.harness.BadInput, with all that is wrong, on what is no history or not one of this model."
  [options history-ops]
  (let [{:keys [^Model model nil-reads?] of-value :value} (interpreted options)
        ops     (into [] (filter #(int? (:process %))) history-ops)
        ours    (cond-> (history ops of-value) (not nil-reads?) without-nil-reads)
        heard   (.heard (failed-cas (:failed-cas options)) ours)
        ^CheckResult result (.result (.judge (LinearizabilityChecker/of model) heard (budget options)))
        verdict (.verdict result)]
    (merge {:valid?          (condp = verdict
                               Verdict/VALID   true
                               Verdict/INVALID false
                               Verdict/UNKNOWN :unknown)
            :engine          :refute
            :model           (.name model)
            :reason          (.reason result)
            :operation-count (count (filter #(= :invoke (:type %)) ops))
            :time-ms         (/ (.nanos result) 1e6)}
           (when (= Verdict/INVALID verdict)
             (explained (first (.witnesses result)) ops)))))

;; --- Jepsen ---

(defrecord Linearizable [options])

(defn linearizable
  "A jepsen.checker/Checker that judges with Refute's engine. Options:

    :model       a model of Knossos; a model of Refute by name (:cas-register, :fifo-queue, …: refute list models); or a
                 refute.specs.model.Model. Of Knossos' own, register and cas-register are judged by the engine's
                 fastest search; all others, also the user's, are stepped as Knossos steps them.
    :initial     with a name, the state to begin with
    :failed-cas  :nothing (as Knossos takes it) or :observation (the value was another)
    :time-limit  in milliseconds, by default a minute; past it the answer is :unknown
    :memory      in bytes, by default half of the heap
    :threads     by default all processors; keys of jepsen.independent are judged side by side

  As in Knossos, a read of nil says nothing to a model of Knossos; to one of Refute it is an answer."
  [options]
  (interpreted options) ; What is wrong with them is told now, not after the test.
  (let [protocol @(requiring-resolve 'jepsen.checker/Checker)]
    (when-not (extends? protocol Linearizable)
      (extend Linearizable
        protocol
        {:check (fn [this _test history _opts] (check-history (:options this) history))})))
  (->Linearizable options))
