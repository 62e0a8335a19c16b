package milestones

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"kvartal/site/graph"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/ics"
	"kvartal/timeline/locale"
)

// What JSON gives is what the schema says, with everything told and with nothing.
func TestJSONIsAsTheSchemaSays(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	page := &graph.Page{Title: "Plan & <mål>", Address: "/plan/", Locale: locale.Danish()}
	day, hour := calendar.Date(2026, 3, 1), calendar.Date(2026, 3, 1)+9*calendar.Hour
	for name, list := range map[string]List{
		"empty":   nil,
		"nothing": {{Page: page, Anchor: "#roadmap-1", Event: ics.Event{UID: "a@kvartal", Start: day, End: day, Summary: "Klar"}}},
		"everything": {{Page: page, Anchor: "#roadmap-2", Section: "A", Roadmap: "R", Event: ics.Event{UID: "b@kvartal", Start: hour, End: hour, Summary: "Klar"},
			Task: chart.Task{Status: chart.Done, Critical: true, Link: "https://example.org/", Owner: "O", Note: "N"}}},
	} {
		data := list.JSON("Site", func(address string) string { return "https://example.org" + address })
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, data)
		}
		for _, m := range value.(map[string]any)["milestones"].([]any) {
			fields := m.(map[string]any)
			if name == "everything" && (len(fields) != 13 || fields["time"] != "09:00" || fields["url"] != "https://example.org/plan/#roadmap-2") {
				t.Errorf("%s", data)
			}
			if name == "nothing" && len(fields) != 7 {
				t.Errorf("%s", data)
			}
		}
	}
}
