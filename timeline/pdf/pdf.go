// Package pdf takes scenes and writes them as the pages of a PDF: lines and
// letters, not dots, so that it prints sharp at any size; texts can be selected
// and searched, links followed. The embedded face goes with it, cut down to the
// letters in use. A character that the face does not have becomes a box with its
// number, as in package png. The document has a title, a language and a sentence
// about it, but no tags that tell a screen reader what belongs together: the
// table of package table does that.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"kvartal/timeline/fallback"
	"kvartal/timeline/font"
	"kvartal/timeline/scene"
)

// Options say how to write.
type Options struct {
	Palette *scene.Palette // nil: scene.Print()
	Title   string         // of the document; "": the first scene's
	Created time.Time      // the document's date; zero: the year 2000, so that the same scenes give the same file
}

// Write returns the document. Each scene is a page of its own size, a pixel being
// a 96th of an inch. It fails when there is no scene, or one without size.
func Write(pages []*scene.Scene, o Options) ([]byte, error) {
	if len(pages) == 0 {
		return nil, errors.New("a PDF without pages")
	}
	if o.Palette == nil {
		o.Palette = scene.Print()
	}
	if o.Title == "" {
		o.Title = pages[0].Title
	}
	if o.Created.IsZero() {
		o.Created = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	f := fpdf.New("P", "pt", "A4", "") // the size is each page's own
	f.SetCatalogSort(true)
	f.SetCreationDate(o.Created)
	f.SetModificationDate(o.Created)
	f.SetTitle(o.Title, true)
	f.SetSubject(pages[0].Desc, true)
	f.SetLang(pages[0].Lang)
	f.SetProducer("Kvartal", true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.AddUTF8FontFromBytes(family, "", bytes.Clone(font.Liberation().TTF(false)))
	f.AddUTF8FontFromBytes(family, "B", bytes.Clone(font.Liberation().TTF(true)))
	for _, s := range pages {
		if s.Width <= 0 || s.Height <= 0 {
			return nil, fmt.Errorf("a page of %s by %s px", scene.Length(s.Width), scene.Length(s.Height))
		}
		s, _ = fallback.Boxes(s)
		f.AddPageFormat("P", fpdf.SizeType{Wd: float64(s.Width) * scale, Ht: float64(s.Height) * scale})
		p := &pen{f: f, palette: o.Palette}
		p.nodes(s.Nodes)
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return nil, fmt.Errorf("writing a PDF: %w", err)
	}
	return b.Bytes(), nil
}

const family = "liberation"

// scale is points, of 72 to the inch, to the unit of scenes.
const scale = 72.0 / 96 / scene.Px
