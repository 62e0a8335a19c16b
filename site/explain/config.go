package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kvartal/site/config"
	"kvartal/site/trace"
)

// config explains the configuration, or one of its keys or tables; nil for a word
// that is none.
func (x explainer) config(key string) *Explanation {
	e := &Explanation{Name: config.File, Is: "the configuration of the site"}
	if !x.Config.HasFile() {
		e.Is += "; there is no such file, so that everything is as usual"
	}
	for _, v := range x.Config.Values() {
		if key != "" && v.Key != key && !strings.HasPrefix(v.Key, key+".") {
			continue
		}
		from := x.setIn(v)
		if n := len(x.readersOfConfig(v.Key)); n > 0 && v.Key != key {
			from += fmt.Sprintf("; outputs that read it: %d", n)
		}
		e.Values = append(e.Values, Value{v.Key, cmp.Or(v.Value, "none"), from})
	}
	if key == "" {
		return e
	}
	if len(e.Values) == 0 {
		return nil
	}
	e.Name, e.Is = fmt.Sprintf("%q in %s", key, config.File), "a key of the configuration"
	if e.Values[0].Key != key {
		e.Is = "a table of the configuration"
	}
	e.ReadBy = x.readersOfConfig(key)
	return e
}

// setIn tells what decided a value of the configuration.
func (x explainer) setIn(v config.Value) string {
	switch {
	case v.Flag != "":
		return v.Flag
	case v.Given:
		return v.At.String()
	case v.Value != "" && (v.Key == "repository.edit" || v.Key == "repository.history"):
		return "the usual of " + x.Config.Repository.URL.Hostname()
	}
	return "the default"
}

// readersOfConfig returns the outputs that read a key of the configuration. What
// decides which pages there are, and where, is read before there are any.
func (x explainer) readersOfConfig(key string) []Reader {
	var all []Reader
	for _, out := range x.Plan.Outputs {
		made := x.Outputs[out.Path]
		if made == nil {
			continue
		}
		reads := slices.ContainsFunc(made.Trace, func(r trace.Read) bool {
			return r.Kind == trace.Config && (r.Name == key || strings.HasPrefix(key, r.Name+"."))
		})
		if reads {
			all = append(all, Reader{out.Path, []string{"its value"}})
		}
	}
	return all
}
