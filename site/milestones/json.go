package milestones

import (
	"bytes"
	_ "embed"
	"encoding/json"

	"kvartal/timeline/ics"
	"kvartal/timeline/locale"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of what JSON gives.
func Schema() []byte { return bytes.Clone(schema) }

type document struct {
	Site       string      `json:"site"`
	Milestones []milestone `json:"milestones"`
}

type milestone struct {
	UID      string `json:"uid"`
	Date     string `json:"date"`
	Time     string `json:"time,omitempty"`
	Name     string `json:"name"`
	Status   string `json:"status"`
	Critical bool   `json:"critical"`
	Section  string `json:"section,omitempty"`
	Roadmap  string `json:"roadmap,omitempty"`
	Page     string `json:"page"`
	URL      string `json:"url"`
	Link     string `json:"link,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Note     string `json:"note,omitempty"`
}

// JSON gives the milestones for other programs: schema.json beside this file is
// the exact description of the form, to which fields are only ever added. site is
// the site's name; published makes a whole address of one from the site's root,
// if it is known, else gives it back.
func (l List) JSON(site string, published func(address string) string) []byte {
	doc := document{Site: site, Milestones: make([]milestone, 0, len(l))}
	for _, m := range l {
		out := milestone{UID: m.Event.UID, Date: m.At().ISODate(), Name: m.Event.Summary, Status: m.Task.Status.String(), Critical: m.Task.Critical,
			Section: m.Section, Roadmap: m.Roadmap, Page: m.Page.Title, URL: published(m.Page.Address) + m.Anchor, Link: m.Task.Link, Owner: m.Task.Owner, Note: m.Task.Note}
		if !m.At().IsMidnight() {
			out.Time = locale.Danish().Time(m.At()) // 24 hours, the same in all languages
		}
		doc.Milestones = append(doc.Milestones, out)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(doc) // a buffer takes everything, and a document holds nothing that has no JSON
	return b.Bytes()
}

// ICS gives the milestones as one calendar of that name.
func (l List) ICS(name string) []byte {
	events := make([]ics.Event, len(l))
	for i, m := range l {
		events[i] = m.Event
	}
	return ics.Calendar(name, events)
}
