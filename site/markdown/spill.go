package markdown

import (
	"io"
	"sync"
)

// Spill keeps the bodies of a large site outside memory: those that are
// rendered after the first few megabytes are written to a file and read again
// when their page is written. It may be used by several goroutines.
type Spill struct {
	file  File
	mu    sync.Mutex
	kept  int64 // bytes that stay in memory
	end   int64 // of the file
	limit int64
}

// File is where bodies are spilled to.
type File interface {
	io.ReaderAt
	io.WriterAt
}

// DefaultSpill is how many bytes of bodies stay in memory.
const DefaultSpill = 64 << 20

// NewSpill returns a spill that leaves limit bytes of bodies in memory and
// writes the rest to file.
func NewSpill(file File, limit int64) *Spill { return &Spill{file: file, limit: limit} }

// spilled is a body in a file.
type spilled struct {
	file   io.ReaderAt
	offset int64
	length int
}

// Move returns the document with its body outside memory, if there is enough
// in memory already. A nil spill keeps everything.
func (s *Spill) Move(d *Doc) (*Doc, error) {
	if s == nil {
		return d, nil
	}
	s.mu.Lock()
	n := int64(len(d.html))
	if s.kept+n <= s.limit {
		s.kept += n
		s.mu.Unlock()
		return d, nil
	}
	at := s.end
	s.end += n
	s.mu.Unlock()
	if _, err := s.file.WriteAt([]byte(d.html), at); err != nil {
		return nil, err
	}
	moved := *d
	moved.html, moved.spilled = "", &spilled{s.file, at, len(d.html)}
	return &moved, nil
}

// body returns the HTML with its marks, from where it is.
func (d *Doc) body() (string, error) {
	if d.spilled == nil {
		return d.html, nil
	}
	b := make([]byte, d.spilled.length)
	if _, err := d.spilled.file.ReadAt(b, d.spilled.offset); err != nil && err != io.EOF {
		return "", err
	}
	return string(b), nil
}
