package markdown

import (
	"io"
	"sync"
)

// Spill keeps the bodies of a large site outside memory: those that are
// rendered after the first few megabytes are written to a file and read again
// when their page is written. Where that cannot be done they stay in memory. It
// may be used by several goroutines, for one build: the file is in use as long as
// any document that was moved to it.
type Spill struct {
	open  func() (File, error)
	limit int64

	mu     sync.Mutex
	file   File  // nil until it is needed
	failed bool  // it cannot be opened or written
	kept   int64 // bytes that stay in memory
	end    int64 // of the file
}

// File is where bodies are spilled to.
type File interface {
	io.ReaderAt
	io.WriterAt
}

// DefaultSpill is how many bytes of bodies stay in memory.
const DefaultSpill = 64 << 20

// NewSpill returns a spill that leaves limit bytes of bodies in memory and
// writes the rest to a file, which is opened when it is needed.
func NewSpill(open func() (File, error), limit int64) *Spill { return &Spill{open: open, limit: limit} }

// spilled is a body in a file.
type spilled struct {
	file   io.ReaderAt
	offset int64
	length int
}

// Move returns the document with its body outside memory, if there is enough
// in memory already. A nil spill keeps everything.
func (s *Spill) Move(d *Doc) *Doc {
	if s == nil || d.spilled != nil {
		return d
	}
	file, at := s.room(int64(len(d.html)))
	if file == nil {
		return d
	}
	if _, err := file.WriteAt([]byte(d.html), at); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = true
		return d
	}
	moved := *d
	moved.html, moved.spilled = "", &spilled{file, at, len(d.html)}
	return &moved
}

// room returns where n bytes are to be written, no file for those that stay in
// memory.
func (s *Spill) room(n int64) (file File, at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed || s.kept+n <= s.limit {
		s.kept += n
		return nil, 0
	}
	if s.file == nil {
		opened, err := s.open()
		if err != nil {
			s.failed = true
			return nil, 0
		}
		s.file = opened
	}
	at = s.end
	s.end += n
	return s.file, at
}

// body returns the HTML with its marks, from where it is.
func (d *Doc) body() (string, error) {
	if d.spilled == nil {
		return d.html, nil
	}
	b := make([]byte, d.spilled.length)
	if n, err := d.spilled.file.ReadAt(b, d.spilled.offset); n < len(b) {
		return "", err
	}
	return string(b), nil
}
