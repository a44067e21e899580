(ns refute.specs.knossos.search
  "Asks Knossos whether a history is linearizable.

  Called from Java (refute.specs.knossos.Knossos) with types of the JDK only, so that neither side is compiled against
  the other. Both algorithms of Knossos run against each other, as in knossos.competition, which does not tell which of
  them was first; this does. It also polls more often, and starts no reporter thread that outlives the search."
  (:require [knossos.analysis :as analysis]
            [knossos.linear :as linear]
            [knossos.memory :as memory]
            [knossos.model :as model]
            [knossos.search :as search]
            [knossos.wgl :as wgl])
  (:import (java.util List)
           (java.util.function BiFunction)
           (knossos.model Model)))

;; Before it delivers that a history is not linearizable, Knossos describes why by all permutations of all subsets of
;; the pending operations: factorial, and deaf to interruption, so that short histories time out after they were decided.
;; We ask for the verdict and the operation that cannot be placed, and leave that description out.
(alter-var-root #'analysis/final-paths-for-config (constantly (constantly #{})))

(def ^:private poll-millis 2)

(defrecord Stepped [states ^BiFunction step]
  Model
  (step [this op]
    (if-some [after (.apply step states (:value op))]
      (assoc this :states after)
      (model/inconsistent "no legal answer"))))

(defn- initial-model [name initial step]
  (case name
    "register"     (model/register initial)
    "cas-register" (model/cas-register initial)
    "mutex"        (assoc (model/mutex) :locked? initial)
    "stepped"      (->Stepped initial step)))

(defn- operation [^objects row]
  {:type    (keyword (aget row 0))
   :process (aget row 1)
   :f       (keyword (aget row 2))
   :value   (aget row 3)
   :index   (aget row 4)})

(defn- result
  "What a search has found, nil if nothing yet. One that failed by itself has an answer too: unknown."
  [searching]
  (try (search/results searching poll-millis nil)
       (catch InterruptedException e (throw e))
       (catch Throwable e {:valid? :unknown, :cause (str "it failed: " e)})))

(defn- first-answer
  "The first of the searches, a map by name, that knows: [name result]. If none does by then: [nil result]."
  [searches deadline]
  (loop [left (vec searches), unknown {:valid? :unknown, :cause :timeout}]
    (if (or (empty? left) (neg? (- deadline (System/nanoTime))))
      [nil unknown]
      (let [[name searching] (first left)
            found            (result searching)
            others           (subvec left 1)]
        (cond (nil? found)                 (recur (conj others [name searching]) unknown)
              (boolean? (:valid? found))   [name found]
              :else                        (recur others found))))))

(defn- cause-text [cause]
  (case cause
    :timeout       "out of time"
    :out-of-memory "out of memory: the heap is nearly full"
    (str cause)))

(defn judge
  "Whether the rows [type process f value index] are linearizable: an array of true, false or nil for unknown; the
  algorithm that said so; why it is unknown; and the index of the completion that cannot be placed."
  [^List rows name initial step limit-millis]
  (let [deadline (+ (System/nanoTime) (* 1000000 limit-millis))
        model    (initial-model name initial step)
        history  (mapv operation rows)
        searches (atom {})
        abort    (fn [cause] (doseq [searching (vals @searches)] (search/abort! searching cause)))
        unwatch  (memory/on-low-mem! #(abort :out-of-memory))]
    (try
      ;; The linear algorithm prepares itself on this thread; the other one is already going by then.
      (swap! searches assoc "wgl" (wgl/start-analysis model history))
      (swap! searches assoc "linear" (linear/start-analysis model history))
      (let [[algorithm found] (first-answer @searches deadline)
            answer            (:valid? found)]
        (if algorithm
          (object-array [answer algorithm nil (some-> found :op :index long)])
          (object-array [nil nil (cause-text (:cause found)) nil])))
      (finally
        (unwatch)
        (abort :ended)))))
