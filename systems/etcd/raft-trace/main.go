// Runs a group of go.etcd.io/raft in one process, on a network and with crashes drawn from a seed, and prints what the library's own
// tracing says, one JSON object a line. To be built with the tag with_tla, without which the library traces nothing.
//
//	raft-trace -seed 7 -nodes 3 -steps 3000 [-prevote] [-changes] [-bug vote|entries|match]
//
// Messages are lost, delayed and reordered, never doubled. A node crashes between two Readys: what the last one said is in its storage.
// With -bug something is wrong with that storage, or with what a node is told.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"go.etcd.io/raft/v3"
)

// out is where the events go.
type out struct {
	lines *bufio.Writer
}

type line struct {
	Tag   string             `json:"tag"`
	Event *raft.TracingEvent `json:"event"`
}

func (o out) TraceEvent(event *raft.TracingEvent) {
	text, err := json.Marshal(line{"trace", event})
	if err != nil {
		panic(err)
	}
	o.lines.Write(text)
	o.lines.WriteByte('\n')
}

func main() {
	seed := flag.Uint64("seed", 1, "what everything is drawn from")
	nodes := flag.Int("nodes", 3, "members at first")
	steps := flag.Int("steps", 3000, "how many things happen")
	preVote := flag.Bool("prevote", false, "with PreVote and CheckQuorum")
	changes := flag.Bool("changes", false, "with changes of membership")
	bug := flag.String("bug", "", "what goes wrong: vote, entries or match")
	flag.Parse()
	if !raft.StateTraceDeployed {
		fmt.Fprintln(os.Stderr, "raft-trace: the library traces nothing: build it with -tags with_tla")
		os.Exit(254)
	}
	lines := bufio.NewWriter(os.Stdout)
	defer lines.Flush()
	// A library that finds itself in a state that cannot be, panics; the trace up to there is what is wanted.
	defer func() {
		if why := recover(); why != nil {
			fmt.Fprintln(os.Stderr, "raft-trace: ended by a panic:", why)
			if *bug == "" {
				lines.Flush()
				os.Exit(255)
			}
		}
	}()
	newGroup(options{*seed, *nodes, *preVote, *changes, *bug}, out{lines}).run(*steps)
}
