package config

// Markdown is what a site can have otherwise in its text.
type Markdown struct {
	Typographer bool      // quotes and dashes of the page's language; default true
	Attributes  bool      // {.class #id key="value"}; default true
	HTML        HTMLStyle // default keep
}

// HTMLStyle is what becomes of HTML that an author writes.
type HTMLStyle string

// The ways.
const (
	KeepHTML   HTMLStyle = "keep"   // it is published as it stands
	FilterHTML HTMLStyle = "filter" // the elements that GitHub does not let through are shown as text
)

func markdownKeys(m *Markdown) []key {
	return []key{
		{name: "typographer", setting: truth(&m.Typographer)},
		{name: "attributes", setting: truth(&m.Attributes)},
		{name: "html", setting: choice(&m.HTML, KeepHTML, FilterHTML)},
	}
}
