// Package render takes a plan and gives every output's bytes to a sink,
// together with a trace of what was read for it. With the set of the build
// before, an output whose trace still holds is kept and not made again.
package render

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"sync/atomic"

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
	Page   string       // content path of the page, "" for other files
	Locale string       // of the page: templates and roadmaps write words of its language, and dates
	Reason string       // why it was made in this build: "new", or the key that had changed; "" when it was kept
	Digest trace.Digest // of its bytes; Absent where a sink took them
	Data   []byte       // its bytes; nil where a sink took them, or memory is short: Open gives them again
}

// Set is all outputs of a build, by path.
type Set map[string]*Output

// Sink takes the bytes of outputs, from several goroutines. size is the number
// of bytes; open may be called more than once.
type Sink interface {
	Put(path string, size int64, open func() (io.ReadCloser, error)) error
}

// Keeper is a Sink that knows what earlier builds made. Keep tells whether it has
// the file of a path from the same recipe; then it is not made again. If not, the
// file that Put brings is of that recipe.
type Keeper interface {
	Keep(path string, recipe uint64) bool
}

// Options says how to render.
type Options struct {
	Workers int                 // goroutines; 0: as many as there are processors
	Sink    Sink                // nil: bytes are kept in the set while there is room, and outputs of Prev may be kept
	Forget  map[trace.Kind]bool // for the test that proves every kind of record needed

	Eager bool // makes at once also what could wait until it is asked for; for tests

	Prev  Set      // of an earlier build; nil for a full one
	Since *Facts   // the state in which the traces of Prev hold; nil: not known
	First []string // paths of outputs to make before all others

	// Early, if not nil, is called when the outputs of First are made, without a
	// problem, and many others are still to be made.
	Early func()
	Many  int // how many are many; default 50
}

// many is how many outputs make it worth while to show a site before all are made.
const many = 50

// Room is how many bytes of outputs are kept in memory, besides those of First: some
// 500 pages. What finds no room is made again when somebody
// asks for it, which takes about a millisecond. While a build goes on there may be
// as much again of the build before.
const Room = 8 << 20

// largest is the size in bytes above which an output is not kept in memory:
// pictures and recordings lie on disk anyway.
const largest = 1 << 20

// Render makes all outputs that Prev does not have as they are to be. When
// there are problems the set is incomplete.
func Render(ctx context.Context, p *plan.Plan, facts *Facts, o Options) (Set, diag.List) {
	r := renderer{plan: p, facts: facts, options: o, made: make([]*Output, len(p.Outputs)), problems: make([]*diag.Diag, len(p.Outputs))}
	stale, err := r.check(ctx)
	first, rest := r.split(stale)
	if err == nil {
		err = r.make(ctx, first)
	}
	if err == nil && o.Early != nil && len(rest) >= cmp.Or(r.options.Many, many) && len(r.told()) == 0 {
		o.Early()
	}
	if err == nil {
		err = r.make(ctx, rest)
	}
	list := theme.Gather(r.told())
	if err != nil && !errors.Is(err, errStopped) {
		list = append(list, pool.Stopped(err))
	}
	set := make(Set, len(r.made))
	for _, out := range r.made {
		if out != nil {
			set[out.Path] = out
		}
	}
	return set, list
}

// renderer makes the outputs of one plan. Its lists go by the plan's numbers, so
// that their order is always the same.
type renderer struct {
	plan     *plan.Plan
	facts    *Facts
	options  Options
	made     []*Output
	problems []*diag.Diag
	may      trace.KindSet // kinds of facts that may not be what they were
	held     atomic.Int64  // bytes that are kept in memory
}

// check keeps the outputs that need not be made again and returns the others.
func (r *renderer) check(ctx context.Context) (stale []int, err error) {
	r.may = r.facts.Since(r.options.Since)
	err = pool.Each(ctx, len(r.plan.Outputs), r.options.Workers, func(i int) error {
		r.made[i] = r.begin(r.plan.Outputs[i])
		return nil
	})
	for i, out := range r.made {
		switch {
		case out == nil: // stopped
		case out.Reason != "":
			stale = append(stale, i)
		case out.Data != nil && !r.room(out, len(out.Data)):
			kept := *out
			kept.Data = nil
			r.made[i] = &kept
		}
	}
	return stale, err
}

// begin returns the output of the build before, if it is still what is to be,
// else one without bytes, and the reason.
func (r *renderer) begin(po plan.Output) *Output {
	out := &Output{Path: po.Path, Layout: po.Layout, Reason: "new"}
	if po.Page != nil {
		out.Page, out.Locale = po.Page.Path, po.Page.Locale.Tag
	}
	old, ok := r.options.Prev[po.Path]
	if !ok || r.options.Sink != nil {
		return out
	}
	key, stale := old.Trace.Stale(r.facts, r.may)
	switch {
	case old.Layout != out.Layout || old.Page != out.Page:
		out.Reason = "made from something else"
	case old.Locale != out.Locale:
		out.Reason = "its language changed"
	case stale:
		out.Reason = key.String()
	case old.Reason == "":
		return old
	default:
		kept := *old
		kept.Reason = ""
		return &kept
	}
	return out
}

// room takes room for the bytes of an output, and tells whether there is any.
func (r *renderer) room(out *Output, size int) bool {
	n := int64(size)
	if r.held.Add(n) <= Room || slices.Contains(r.options.First, out.Path) {
		return true
	}
	r.held.Add(-n)
	return false
}

// split parts outputs into those that somebody waits for and the others.
func (r *renderer) split(stale []int) (first, rest []int) {
	for _, i := range stale {
		if slices.Contains(r.options.First, r.plan.Outputs[i].Path) {
			first = append(first, i)
		} else {
			rest = append(rest, i)
		}
	}
	return first, rest
}

// make makes outputs, by their numbers.
func (r *renderer) make(ctx context.Context, numbers []int) error {
	return pool.Each(ctx, len(numbers), r.options.Workers, func(n int) error {
		i := numbers[n]
		if r.problems[i] = r.one(r.plan.Outputs[i], r.made[i]); r.problems[i] == nil {
			return nil
		}
		r.made[i] = nil
		if r.problems[i].Code == outputFailed {
			return errStopped
		}
		return nil
	})
}

func (r *renderer) told() diag.List {
	var list diag.List
	for _, problem := range r.problems {
		if problem != nil {
			list = append(list, *problem)
		}
	}
	return list
}

// one fills in an output.
func (r *renderer) one(po plan.Output, out *Output) *diag.Diag {
	var rec *trace.Recorder // what goes to a sink is never compared again
	if r.options.Sink == nil {
		rec = trace.NewRecorder(r.facts, r.options.Forget)
	}
	b, problem := bytesOf(po, r.facts, rec)
	if problem != nil {
		return problem
	}
	out.Trace = rec.Trace()
	if err := r.store(out, b); errors.As(err, new(unreadable)) {
		return cannotRead(path.Join(r.facts.World.Content, po.Source), err)
	} else if err != nil {
		return &diag.Diag{Severity: diag.Error, Code: outputFailed, Place: diag.Place{Message: err.Error()}}
	}
	return nil
}

// store hands an output's bytes to the sink, or keeps them if there is room. Where
// nobody may ever ask for them, they wait until somebody does.
func (r *renderer) store(out *Output, b body) error {
	if r.options.Sink == nil && b.size == onDemand && !r.options.Eager {
		out.Digest = out.Trace.Digest()
		return nil
	}
	if keeper, ok := r.options.Sink.(Keeper); ok && b.recipe != nil {
		if recipe, known := b.recipe(); known && keeper.Keep(out.Path, uint64(recipe)) {
			return nil
		}
	}
	if b.size == onDemand {
		data, err := readAll(b.open)
		if err != nil {
			return err
		}
		b, _ = ready(data)
	}
	if r.options.Sink != nil {
		return r.options.Sink.Put(out.Path, b.size, b.open)
	}
	if b.size > largest {
		from, err := b.open()
		if err != nil {
			return err
		}
		defer from.Close()
		out.Digest, err = trace.OfReader(from)
		return err
	}
	if b.data == nil {
		data, err := readAll(b.open)
		if err != nil {
			return err
		}
		b.data = data
	}
	out.Digest = trace.Of(b.data)
	if r.room(out, len(b.data)) {
		out.Data = b.data
		if cap(b.data)-len(b.data) > len(b.data)/8 {
			out.Data = bytes.Clone(b.data) // without the room that they grew in
		}
	}
	return nil
}

// Open gives the bytes of an output, made from the given state.
func Open(po plan.Output, facts *Facts) (io.ReadSeekCloser, *diag.Diag) {
	b, problem := bytesOf(po, facts, nil)
	if problem != nil {
		return nil, problem
	}
	name := path.Join(facts.World.Content, po.Source)
	r, err := b.open()
	if err != nil {
		return nil, cannotRead(name, err)
	}
	if seeker, ok := r.(io.ReadSeekCloser); ok {
		return seeker, nil
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, cannotRead(name, err)
	}
	return InMemory(data), nil
}

// InMemory is bytes as Open gives them.
func InMemory(data []byte) io.ReadSeekCloser { return inMemory{bytes.NewReader(data)} }

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// outputFailed is the code of a problem with the sink. Every other output
// would meet it too, so it ends the work.
const outputFailed = "output-failed"

// errStopped ends the work for a reason that is in the list of problems.
var errStopped = errors.New("stopped")

// body is the bytes of an output, still to be read or made.
type body struct {
	data   []byte // where they are in memory already, else nil; nobody changes them
	size   int64
	open   func() (io.ReadCloser, error)
	recipe func() (trace.Digest, bool) // what it is made of, see Keeper; nil where that is not known
}

// onDemand is the size of a body that is made when it is opened.
const onDemand = -1

func ready(data []byte) (body, *diag.Diag) {
	return body{data: data, size: int64(len(data)), open: func() (io.ReadCloser, error) { return InMemory(data), nil }}, nil
}

// later is an output that costs much, a picture, or is seldom asked for.
func later(l theme.Later) (body, *diag.Diag) {
	return body{size: onDemand, recipe: l.Recipe, open: func() (io.ReadCloser, error) {
		data, err := l.Write()
		return InMemory(data), err
	}}, nil
}

func readAll(open func() (io.ReadCloser, error)) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// bytesOf returns an output's bytes and records what they were made from.
func bytesOf(po plan.Output, facts *Facts, rec *trace.Recorder) (body, *diag.Diag) {
	switch po.Kind {
	case plan.Page:
		data, err := theme.Write(facts.World, po.Page, po.Layout, rec)
		if err != nil {
			d := facts.World.Theme.Problem(err, po.Layout, po.From(facts.World.Content))
			return body{}, &d
		}
		return ready(data)
	case plan.Chart:
		return later(theme.RoadmapFile(facts.World, po.Page, po.Number, po.Format, rec))
	case plan.Milestones:
		return later(theme.MilestonesFile(facts.World, po.Path, rec))
	case plan.Theme:
		rec.Read(trace.File, path.Join(theme.Folder, po.Source))
		file, _ := facts.World.Theme.File(po.Source)
		return ready(file.Data)
	default:
		rec.Read(trace.File, contentKey+po.Source)
		name := path.Join(facts.World.Content, po.Source)
		info, err := fs.Stat(facts.Project, name)
		if err != nil {
			return body{}, cannotRead(name, err)
		}
		return body{size: info.Size(), open: func() (io.ReadCloser, error) {
			file, err := facts.Project.Open(name)
			if err != nil {
				return nil, unreadable{err}
			}
			return file, nil
		}}, nil
	}
}

// unreadable is the error of opening a file of the content folder, which tells
// it from one of the sink.
type unreadable struct{ error }

func (e unreadable) Unwrap() error { return e.error }

func cannotRead(name string, err error) *diag.Diag {
	return &diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: name, Message: "cannot be read: " + diag.FileReason(err)}}
}
