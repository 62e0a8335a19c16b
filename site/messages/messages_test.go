package messages_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/site/messages"
)

const page = `+++
title = "Messages"
+++

Not about a code.

## Links

About links.

### ` + "`link-broken`" + `

A link leads to nothing. It
may be a typing error.

Wrong:

` + "````md {title=\"content/a.md\"}\r" + `
# not a heading

` + "```\n````" + `

### A heading without a code

Not about a code either.

### ` + "`toml`"

func TestParse(t *testing.T) {
	want := []messages.Message{
		{Code: "link-broken", Group: "Links", Parts: []messages.Part{
			{Text: "A link leads to nothing. It may be a typing error."},
			{Text: "Wrong:"},
			{Text: "# not a heading\n\n```\n", Fence: true, File: "content/a.md"},
		}},
		{Code: "toml", Group: "Links"},
	}
	got := messages.Parse(page)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	if s := got[0].Summary(); s != "A link leads to nothing." {
		t.Errorf("the summary is %q", s)
	}
	if s := got[1].Summary(); s != "" {
		t.Errorf("the summary of nothing is %q", s)
	}
}
