package json_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"kvartal/timeline"
	jsonform "kvartal/timeline/json"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// check compiles the schema and returns a function that holds a document against
// it.
func check(t *testing.T) func(name string, document []byte) {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(jsonform.Schema()))
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
	return func(name string, document []byte) {
		t.Helper()
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each file of testdata holds a roadmap and its JSON.
func TestGoldens(t *testing.T) {
	valid := check(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens: ", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in := archive.Files[0]
		got := write(in.Name, string(in.Data))
		valid(name, got)
		if *update {
			archive.Files = []txtar.File{in, {Name: "out.json", Data: got}}
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(archive.Files[1].Data), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func write(name, text string) []byte {
	c, _ := timeline.Compile(name, text, timeline.Options{})
	return jsonform.Write(c)
}

// Whatever stands in the roadmaps of the other tests, the form is the one that
// the schema describes.
func TestSchemaHoldsForAllGoldens(t *testing.T) {
	valid := check(t)
	files, _ := filepath.Glob("../*/testdata/*.txtar")
	more, _ := filepath.Glob("../testdata/*.txtar")
	charts := 0
	for _, name := range append(files, more...) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".mmd") || strings.HasSuffix(f.Name, ".timeline.toml") {
				valid(name, write(f.Name, string(f.Data)))
				charts++
			}
		}
	}
	if charts < 20 {
		t.Errorf("only %d roadmaps", charts)
	}
}

// Every rule by which a task may differ from Mermaid's is in the schema.
func TestSchemaKnowsAllRules(t *testing.T) {
	source, err := os.ReadFile("../chart/rules.go")
	if err != nil {
		t.Fatal(err)
	}
	rules := regexp.MustCompile(`(?m)^\tRule\w+: +"([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(rules) < 10 {
		t.Fatalf("only %d rules found", len(rules))
	}
	for _, rule := range rules {
		if !bytes.Contains(jsonform.Schema(), []byte(`"`+rule[1]+`"`)) {
			t.Errorf("schema.json does not know the rule %q", rule[1])
		}
	}
}

// What is wrong is refused: the schema is not one that takes everything.
func TestSchemaRefuses(t *testing.T) {
	parsed, _ := jsonschema.UnmarshalJSON(bytes.NewReader(jsonform.Schema()))
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema := compiler.MustCompile("schema.json")
	good := write("", "gantt\nA :2026-01-01, 3d\n")
	for _, change := range []struct{ name, from, to string }{
		{"another kind", `"kind": "task"`, `"kind": "bar"`},
		{"no time", `T00:00:00`, ``},
		{"no dates", `"start"`, `"error": "x", "start"`},
		{"a field too many", `"kind"`, `"colour": "red", "kind"`},
	} {
		bad := strings.Replace(string(good), change.from, change.to, 1)
		var value any
		if err := json.Unmarshal([]byte(bad), &value); err != nil || bad == string(good) {
			t.Fatal(change.name, err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("%s is taken", change.name)
		}
	}
}
