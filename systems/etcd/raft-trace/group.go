package main

import (
	"io"
	"log"
	"math/rand/v2"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
)

// How often what happens, of a thousand.
const (
	aLoss     = 60
	aProposal = 60
	aTick     = 80
	aCampaign = 4
	aCrash    = 4
	aChange   = 6
	aSnapshot = 6
	aReady    = 420
)

// How many may join, one after the other.
const joinersMax = 3

type options struct {
	seed    uint64
	nodes   int
	preVote bool
	changes bool
	bug     string
}

// group is all nodes, and the network between them.
type group struct {
	options
	random *rand.Rand
	trace  out
	// In the order of their numbers, from 1.
	nodes []*node
	wire  []raftpb.Message
}

func newGroup(o options, trace out) *group {
	g := &group{options: o, random: rand.New(rand.NewPCG(o.seed, o.seed)), trace: trace}
	var peers []raft.Peer
	for i := range o.nodes {
		peers = append(peers, raft.Peer{ID: uint64(i + 1)})
	}
	for range o.nodes {
		if err := g.join().raw.Bootstrap(peers); err != nil {
			panic(err)
		}
	}
	return g
}

// join starts one more node, with an empty storage.
func (g *group) join() *node {
	n := &node{id: uint64(len(g.nodes) + 1), group: g, storage: raft.NewMemoryStorage()}
	g.nodes = append(g.nodes, n)
	n.start()
	return n
}

func (g *group) config(n *node) *raft.Config {
	return &raft.Config{
		ID: n.id,
		// Nobody's time runs out by itself: who campaigns is drawn, as the library's own randomness has no seed.
		ElectionTick:    20,
		HeartbeatTick:   1,
		Storage:         n.storage,
		MaxSizePerMsg:   1 << 10,
		MaxInflightMsgs: 8,
		PreVote:         g.preVote,
		CheckQuorum:     g.preVote,
		Logger:          &raft.DefaultLogger{Logger: log.New(io.Discard, "", 0)},
		TraceLogger:     g.trace,
	}
}

func (g *group) run(steps int) {
	for range steps {
		n := g.nodes[g.random.IntN(len(g.nodes))]
		what := g.random.IntN(1000)
		switch leads := n.raw.BasicStatus().RaftState == raft.StateLeader; {
		case g.happens(&what, aReady):
			n.ready()
		case g.happens(&what, aProposal):
			// A follower hands it on; without a leader it is dropped.
			_ = n.raw.Propose([]byte("x"))
		case g.happens(&what, aTick):
			if leads {
				n.raw.Tick()
			}
		case g.happens(&what, aCampaign):
			_ = n.raw.Campaign()
		case g.happens(&what, aCrash):
			n.crash()
		case g.happens(&what, aSnapshot):
			n.snapshot()
		case g.happens(&what, aChange):
			if g.changes && leads {
				g.change(n)
			}
		default:
			g.deliver()
		}
	}
}

// happens takes a share of what is left of a draw.
func (g *group) happens(what *int, share int) bool {
	*what -= share
	return *what < 0
}

// deliver takes some message from the wire: most often one of the oldest.
func (g *group) deliver() {
	if len(g.wire) == 0 {
		return
	}
	at := g.random.IntN(min(len(g.wire), 1+g.random.IntN(8)))
	message := g.wire[at]
	g.wire = append(g.wire[:at], g.wire[at+1:]...)
	if g.random.IntN(1000) < aLoss {
		return
	}
	// One that is no member, or was none when it was sent, may refuse it.
	_ = g.nodes[message.To-1].raw.Step(message)
	if message.Type == raftpb.MsgSnap {
		g.nodes[message.From-1].raw.ReportSnapshot(message.To, raft.SnapshotFinish)
	}
}

// change asks the leader for one member more or less, or for a learner to vote.
func (g *group) change(leader *node) {
	conf := leader.raw.Status().Config
	voters := conf.Voters[0].Slice()
	change := raftpb.ConfChange{Type: raftpb.ConfChangeAddNode}
	switch drawn := g.random.IntN(4); {
	case drawn == 0 && len(voters) > 2:
		change.Type = raftpb.ConfChangeRemoveNode
		change.NodeID = voters[g.random.IntN(len(voters))]
	case len(conf.Learners) > 0:
		for id := uint64(1); id <= uint64(len(g.nodes)); id++ {
			if _, learns := conf.Learners[id]; learns {
				change.NodeID = id
			}
		}
	case len(g.nodes) < g.options.nodes+joinersMax:
		if drawn == 1 {
			change.Type = raftpb.ConfChangeAddLearnerNode
		}
		change.NodeID = g.join().id
	default:
		change.NodeID = voters[0]
	}
	_ = leader.raw.ProposeConfChange(change)
}
