package site

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"kvartal/site/markdown"
	"kvartal/site/render"
	"kvartal/themes"
	"kvartal/timeline/calendar"
)

// The same site is the same bytes, however many processors there are, and
// whether its pages are kept in memory or not.
func TestSameSiteSameBytes(t *testing.T) {
	for name, project := range map[string]fs.FS{"content of this repository": os.DirFS(".."), "300 generated pages": generated(300)} {
		t.Run(name, func(t *testing.T) {
			build := func(o Options) *Snapshot {
				o.Project, o.Themes, o.Today, o.eager = project, themes.FS, calendar.Date(2026, 11, 23), true
				s, list := Build(context.Background(), o, nil)
				if s == nil {
					t.Fatal(list)
				}
				return s
			}
			processors := func(n int) render.Set {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
				return build(Options{}).Outputs
			}
			one := processors(1)
			if len(one) < 10 {
				t.Fatalf("only %d outputs", len(one))
			}
			for range 2 {
				if name := difference(one, processors(8)); name != "" {
					t.Errorf("%s differs between 1 and 8 processors", name)
				}
			}
			spill, err := os.Create(filepath.Join(t.TempDir(), "bodies"))
			if err != nil {
				t.Fatal(err)
			}
			defer spill.Close()
			sink := &memory{files: render.Set{}}
			build(Options{Sink: sink, Spill: markdown.NewSpill(func() (markdown.File, error) { return spill, nil }, 1000)})
			if info, err := spill.Stat(); err != nil || info.Size() == 0 {
				t.Errorf("no body was spilled: %v", err)
			}
			if name := difference(one, sink.files); name != "" {
				t.Errorf("%s differs when it goes to a sink and bodies are spilled", name)
			}
		})
	}
}

// memory is a sink that keeps what it is given.
type memory struct {
	mu    sync.Mutex
	files render.Set
}

func (m *memory) Put(path string, size int64, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, r); err != nil {
		return err
	}
	if int64(b.Len()) != size {
		return io.ErrUnexpectedEOF
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = &render.Output{Path: path, Data: b.Bytes()}
	return nil
}
