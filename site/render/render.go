// Package render takes a plan and gives every output's bytes to a sink,
// together with a trace of what was read for it. With the set of the build
// before, an output whose trace still holds is kept and not made again.
package render

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"

	"kvartal/site/plan"
	"kvartal/site/pool"
	"kvartal/site/theme"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// Output is a file that was made.
type Output struct {
	Path   string
	Trace  trace.Trace
	Layout string
	Page   string // content path of the page, "" for other files
	Reason string // why it was made in this build: "new", or the key that had changed; "" when it was kept
	Data   []byte // its bytes where they are kept in memory
}

// Set is all outputs of a build, by path.
type Set map[string]*Output

// Sink takes the bytes of outputs, from several goroutines. size is the number
// of bytes; open may be called more than once.
type Sink interface {
	Put(path string, size int64, open func() (io.ReadCloser, error)) error
}

// Options says how to render.
type Options struct {
	Workers int                 // goroutines; 0: as many as there are processors
	Sink    Sink                // nil: bytes are kept in the set, and outputs of prev may be kept
	Forget  map[trace.Kind]bool // for the test that proves every kind of record needed
}

// Render makes all outputs. When there are problems the set is incomplete.
func Render(ctx context.Context, p *plan.Plan, facts *Facts, prev Set, o Options) (Set, diag.List) {
	made := make([]*Output, len(p.Outputs))
	problems := make([]*diag.Diag, len(p.Outputs)) // by output, so that their order is always the same
	err := pool.Each(ctx, len(p.Outputs), o.Workers, func(i int) error {
		made[i], problems[i] = one(p.Outputs[i], facts, prev, o)
		if problems[i] != nil && problems[i].Code == outputFailed {
			return errStopped
		}
		return nil
	})
	var list diag.List
	for _, problem := range problems {
		if problem != nil {
			list = append(list, *problem)
		}
	}
	list = theme.Gather(list)
	if err != nil && !errors.Is(err, errStopped) {
		list = append(list, pool.Stopped(err))
	}
	set := make(Set, len(made))
	for _, out := range made {
		if out != nil {
			set[out.Path] = out
		}
	}
	return set, list
}

func one(po plan.Output, facts *Facts, prev Set, o Options) (*Output, *diag.Diag) {
	out := &Output{Path: po.Path, Layout: po.Layout, Reason: "new"}
	if po.Page != nil {
		out.Page = po.Page.Path
	}
	if old, ok := prev[po.Path]; ok && o.Sink == nil {
		key, stale := old.Trace.Stale(facts)
		switch {
		case old.Layout != out.Layout || old.Page != out.Page:
			out.Reason = "made from something else"
		case stale:
			out.Reason = key.String()
		default:
			kept := *old
			kept.Reason = ""
			return &kept, nil
		}
	}
	var rec *trace.Recorder // what goes to a sink is never compared again
	if o.Sink == nil {
		rec = trace.NewRecorder(facts, o.Forget)
	}
	size, open, problem := source(po, facts, rec)
	if problem != nil {
		return nil, problem
	}
	out.Trace = rec.Trace()
	if err := out.store(size, open, o.Sink); errors.As(err, new(unreadable)) {
		return nil, cannotRead(path.Join(facts.World.Content, po.Source), err)
	} else if err != nil {
		return nil, &diag.Diag{Severity: diag.Error, Code: outputFailed, Place: diag.Place{Message: err.Error()}}
	}
	return out, nil
}

// outputFailed is the code of a problem with the sink. Every other output
// would meet it too, so it ends the work.
const outputFailed = "output-failed"

// errStopped ends the work for a reason that is in the list of problems.
var errStopped = errors.New("stopped")

// source returns an output's bytes and records what they were made from.
func source(po plan.Output, facts *Facts, rec *trace.Recorder) (int64, func() (io.ReadCloser, error), *diag.Diag) {
	inMemory := func(data []byte) (int64, func() (io.ReadCloser, error), *diag.Diag) {
		return int64(len(data)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }, nil
	}
	switch po.Kind {
	case plan.Page:
		data, err := theme.Write(facts.World, po.Page, po.Layout, rec)
		if err != nil {
			d := facts.World.Theme.Problem(err, po.Layout, po.From(facts.World.Content))
			return 0, nil, &d
		}
		return inMemory(data)
	case plan.Chart:
		data, err := theme.WriteRoadmapFile(facts.World, po.Page, po.Number, po.Format, rec)
		if err != nil {
			return 0, nil, &diag.Diag{Severity: diag.Error, Code: "roadmap-file-failed", Place: diag.Place{File: po.Path, Message: err.Error()}}
		}
		return inMemory(data)
	case plan.Theme:
		rec.Read(trace.File, path.Join(theme.Folder, po.Source))
		file, _ := facts.World.Theme.File(po.Source)
		return inMemory(file.Data)
	default:
		rec.Read(trace.File, contentKey+po.Source)
		name := path.Join(facts.World.Content, po.Source)
		info, err := fs.Stat(facts.Project, name)
		if err != nil {
			return 0, nil, cannotRead(name, err)
		}
		return info.Size(), func() (io.ReadCloser, error) {
			file, err := facts.Project.Open(name)
			if err != nil {
				return nil, unreadable{err}
			}
			return file, nil
		}, nil
	}
}

// unreadable is the error of opening a file of the content folder, which tells
// it from one of the sink.
type unreadable struct{ error }

func (e unreadable) Unwrap() error { return e.error }

func cannotRead(name string, err error) *diag.Diag {
	return &diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: name, Message: "cannot be read: " + diag.FileReason(err)}}
}

func (out *Output) store(size int64, open func() (io.ReadCloser, error), sink Sink) error {
	if sink != nil {
		return sink.Put(out.Path, size, open)
	}
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	out.Data, err = io.ReadAll(r)
	return err
}
