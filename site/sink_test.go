package site

import (
	"context"
	"errors"
	"io"
	"testing"

	"kvartal/themes"
)

// fullDisk is a sink that nothing fits into.
type fullDisk struct{}

func (fullDisk) Put(string, int64, func() (io.ReadCloser, error)) error {
	return errors.New("no space left on device")
}

// A disk that is full is told of once, not once for every page.
func TestFailingSinkIsToldOnce(t *testing.T) {
	o := Options{Project: generated(200), Themes: themes.FS, Sink: fullDisk{}, Workers: 1}
	s, list := Build(context.Background(), o, nil)
	if s != nil || len(list) != 1 || list[0].Code != "output-failed" {
		t.Errorf("snapshot %v, problems %v; want none and one", s != nil, list)
	}
}
