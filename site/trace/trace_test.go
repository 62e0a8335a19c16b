package trace

import (
	"fmt"
	"testing"
)

// Values that templates would show differently must have different digests,
// and the same value always the same.
func TestDigestsTellValuesApart(t *testing.T) {
	type sum = func(*Sum) *Sum
	value := func(v any) sum { return func(s *Sum) *Sum { return s.Value(v) } }
	different := []sum{
		func(s *Sum) *Sum { return s },
		func(s *Sum) *Sum { return s.Add("") },
		func(s *Sum) *Sum { return s.Add("", "") },
		func(s *Sum) *Sum { return s.Add("a", "bc") },
		func(s *Sum) *Sum { return s.Add("ab", "c") },
		func(s *Sum) *Sum { return s.Add("abc") },
		func(s *Sum) *Sum { return s.Int(2) },
		func(s *Sum) *Sum { return s.Int(-2) },
		func(s *Sum) *Sum { return s.Bool(true) },
		value(nil), value("1"), value(int64(1)), value(1.0), value(true), value("true"),
		value([]any{"a", "b"}), value([]any{"a b"}), value([]any{"b", "a"}), value([]any{}), value([]any{nil}),
		value([]any{int64(1)}), value([]any{"1"}), value([]any{1.0}),
		value(map[string]any{"a": "b"}), value(map[string]any{"a": "c"}), value(map[string]any{"a": "b c:d"}),
		value(map[string]any{"a": "b", "c": "d"}), value(map[string]any{}),
	}
	seen := map[Digest]int{}
	for i, make := range different {
		d := make(NewSum()).Digest()
		if other, twice := seen[d]; twice {
			t.Errorf("sums %d and %d are the same", other, i)
		}
		seen[d] = i
		if again := make(NewSum()).Digest(); again != d {
			t.Errorf("sum %d is %x, then %x", i, d, again)
		}
		if d == Absent {
			t.Errorf("sum %d is that of nothing", i)
		}
	}
}

// state is Facts of a map; what is not in it is absent.
type state map[Key]Digest

func (s state) Digest(k Key) Digest { return s[k] }

func TestStale(t *testing.T) {
	title, body, gone := Key{Meta, "a.md"}, Key{Body, "a.md"}, Key{Meta, "b.md"}
	before := state{title: 1, body: 2}
	r := NewRecorder(before, nil)
	r.Read(Meta, "a.md")
	r.Read(Body, "a.md")
	r.Read(Meta, "a.md") // again: recorded once
	r.Read(Meta, "b.md") // that something is not there is a fact too
	if n := len(r.Trace()); n != 3 {
		t.Errorf("%d records, want 3", n)
	}
	tests := []struct {
		now   state
		stale string
	}{
		{before, ""},
		{state{title: 1, body: 2, {Dates, "a.md"}: 7}, ""},
		{state{title: 9, body: 2}, "meta a.md"},
		{state{title: 1, body: 9}, "body a.md"},
		{state{title: 1}, "body a.md"},
		{state{title: 1, body: 2, gone: 3}, "meta b.md"},
	}
	for _, tt := range tests {
		got := ""
		if key, stale := r.Trace().Stale(tt.now, AllKinds); stale {
			got = key.String()
		}
		if got != tt.stale {
			t.Errorf("%v: stale because of %q, want %q", tt.now, got, tt.stale)
		}
	}
}

func TestNoRecorderForgetsEverything(t *testing.T) {
	var r *Recorder
	r.Read(Meta, "a.md")
	if r.Trace() != nil {
		t.Error("it remembers")
	}
}

func TestEveryKindHasAName(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if name := fmt.Sprint(k); name == "" || seen[name] {
			t.Errorf("kind %d is called %q", uint8(k), name)
		} else {
			seen[name] = true
		}
	}
}
