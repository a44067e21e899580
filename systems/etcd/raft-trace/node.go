package main

import (
	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
)

// node is one member: the library's part of it, and what survives a crash.
type node struct {
	id      uint64
	group   *group
	storage *raft.MemoryStorage
	raw     *raft.RawNode
	// What its state machine knows; it begins from the last snapshot after a crash.
	applied uint64
	conf    raftpb.ConfState
}

// start begins with what is in the storage.
func (n *node) start() {
	snapshot, err := n.storage.Snapshot()
	if err != nil {
		panic(err)
	}
	n.applied = snapshot.Metadata.Index
	n.conf = snapshot.Metadata.ConfState
	config := n.group.config(n)
	config.Applied = n.applied
	n.raw, err = raft.NewRawNode(config)
	if err != nil {
		panic(err)
	}
}

// ready does what a Ready asks for: first the storage, then the messages, then the state machine.
func (n *node) ready() {
	if !n.raw.HasReady() {
		return
	}
	ready := n.raw.Ready()
	if !raft.IsEmptySnap(ready.Snapshot) {
		if err := n.storage.ApplySnapshot(ready.Snapshot); err != nil {
			panic(err)
		}
		n.applied = ready.Snapshot.Metadata.Index
		n.conf = ready.Snapshot.Metadata.ConfState
	}
	if err := n.storage.Append(ready.Entries); err != nil {
		panic(err)
	}
	if !raft.IsEmptyHardState(ready.HardState) {
		if err := n.storage.SetHardState(ready.HardState); err != nil {
			panic(err)
		}
	}
	for _, message := range ready.Messages {
		n.group.wire = append(n.group.wire, n.sent(message))
	}
	for _, entry := range ready.CommittedEntries {
		n.apply(entry)
	}
	n.raw.Advance(ready)
}

// sent is a message as it leaves. With the bug "match" a follower claims to have one entry more than it has.
func (n *node) sent(message raftpb.Message) raftpb.Message {
	if n.group.bug == "match" && message.Type == raftpb.MsgAppResp && !message.Reject && message.Index > 0 {
		message.Index++
	}
	return message
}

func (n *node) apply(entry raftpb.Entry) {
	if entry.Type == raftpb.EntryConfChange {
		var change raftpb.ConfChange
		if err := change.Unmarshal(entry.Data); err != nil {
			panic(err)
		}
		n.conf = *n.raw.ApplyConfChange(change)
	}
	n.applied = entry.Index
}

// snapshot saves what the state machine has, and cuts most of the log off.
func (n *node) snapshot() {
	first, err := n.storage.FirstIndex()
	if err != nil {
		panic(err)
	}
	if n.applied < first+10 {
		return
	}
	if _, err := n.storage.CreateSnapshot(n.applied, &n.conf, nil); err != nil {
		panic(err)
	}
	if err := n.storage.Compact(n.applied - 5); err != nil {
		panic(err)
	}
}

// crash ends the node and starts it again.
func (n *node) crash() {
	switch n.group.bug {
	case "vote":
		hard, _, err := n.storage.InitialState()
		if err != nil {
			panic(err)
		}
		hard.Vote = raft.None
		if err := n.storage.SetHardState(hard); err != nil {
			panic(err)
		}
	case "entries":
		n.forgetEntries()
	}
	n.start()
}

// forgetEntries loses the last entries, as if they had never been synced.
func (n *node) forgetEntries() {
	first, err := n.storage.FirstIndex()
	if err != nil {
		panic(err)
	}
	last, err := n.storage.LastIndex()
	if err != nil {
		panic(err)
	}
	if last < first+2 {
		return
	}
	kept, err := n.storage.Entries(first, last-1, 1<<30)
	if err != nil {
		panic(err)
	}
	hard, _, err := n.storage.InitialState()
	if err != nil {
		panic(err)
	}
	snapshot, err := n.storage.Snapshot()
	if err != nil {
		panic(err)
	}
	n.storage = raft.NewMemoryStorage()
	if !raft.IsEmptySnap(snapshot) {
		if err := n.storage.ApplySnapshot(snapshot); err != nil {
			panic(err)
		}
	}
	after := kept[:0]
	for _, entry := range kept {
		if entry.Index > snapshot.Metadata.Index {
			after = append(after, entry)
		}
	}
	if err := n.storage.Append(after); err != nil {
		panic(err)
	}
	hard.Commit = min(hard.Commit, last-2)
	if err := n.storage.SetHardState(hard); err != nil {
		panic(err)
	}
}
