// Judges a register history with Porcupine, and prints the verdict and the nanoseconds that the check alone took.
//
//	porcupine FILE SECONDS
//
// FILE has a line for each entry: its kind (i, o, f, x for invoke, ok, fail, info), the process, the key, the function (r, w, c) and one
// or two values, all numbers; nil is -9. Failed operations say nothing; those of unknown outcome stay open until the end.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/anishathalye/porcupine"
)

const absent = -9

type input struct {
	function byte
	key      int
	a, b     int
}

type output struct {
	value   int
	unknown bool
}

func model() porcupine.Model {
	return porcupine.Model{
		PartitionEvent: partition,
		Init:           func() interface{} { return absent },
		Step: func(state, in, out interface{}) (bool, interface{}) {
			current := state.(int)
			i := in.(input)
			o := out.(output)
			switch i.function {
			case 'r':
				return o.unknown || o.value == current, current
			case 'w':
				return true, i.a
			default:
				if current == i.a {
					return true, i.b
				}
				return o.unknown, current
			}
		},
	}
}

func partition(history []porcupine.Event) [][]porcupine.Event {
	byKey := make(map[int][]porcupine.Event)
	keyOf := make(map[int]int)
	for _, e := range history {
		if e.Kind == porcupine.CallEvent {
			keyOf[e.Id] = e.Value.(input).key
		}
		key := keyOf[e.Id]
		byKey[key] = append(byKey[key], e)
	}
	parts := make([][]porcupine.Event, 0, len(byKey))
	for _, part := range byKey {
		parts = append(parts, part)
	}
	return parts
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: porcupine FILE SECONDS")
		os.Exit(254)
	}
	seconds, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(254)
	}
	events, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(254)
	}
	begun := time.Now()
	result := porcupine.CheckEventsTimeout(model(), events, time.Duration(seconds)*time.Second)
	fmt.Println(result, time.Since(begun).Nanoseconds())
}

type entry struct {
	kind     byte
	process  int
	key      int
	function byte
	a, b     int
}

func read(path string) ([]porcupine.Event, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []entry
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var e entry
		var kind, function string
		if _, err := fmt.Sscan(lines.Text(), &kind, &e.process, &e.key, &function, &e.a, &e.b); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", path, lines.Text(), err)
		}
		e.kind, e.function = kind[0], function[0]
		entries = append(entries, e)
	}
	return toEvents(entries), lines.Err()
}

func toEvents(entries []entry) []porcupine.Event {
	failed := make(map[int]bool)
	open := make(map[int]int)
	for at, e := range entries {
		switch e.kind {
		case 'i':
			open[e.process] = at
		case 'f':
			failed[open[e.process]] = true
		}
	}
	var events []porcupine.Event
	pending := make(map[int]int)
	var unknown []int
	for at, e := range entries {
		if e.kind == 'i' {
			if !failed[at] {
				pending[e.process] = at
				events = append(events, porcupine.Event{ClientId: e.process, Kind: porcupine.CallEvent, Value: input{e.function, e.key, e.a, e.b}, Id: at})
			}
			continue
		}
		id, ok := pending[e.process]
		if !ok {
			continue
		}
		delete(pending, e.process)
		if e.kind == 'o' {
			events = append(events, porcupine.Event{ClientId: e.process, Kind: porcupine.ReturnEvent, Value: output{value: e.a}, Id: id})
		} else {
			unknown = append(unknown, id)
		}
	}
	for _, id := range pending {
		unknown = append(unknown, id)
	}
	for _, id := range unknown {
		events = append(events, porcupine.Event{ClientId: entries[id].process, Kind: porcupine.ReturnEvent, Value: output{unknown: true}, Id: id})
	}
	return events
}
