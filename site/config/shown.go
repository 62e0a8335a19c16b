package config

import (
	"fmt"
	"net/url"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// Value is a value of the configuration, for people.
type Value struct {
	Key   string     // "theme.logo"
	Value string     // as TOML writes it; "" for nothing. Those of [extra] as the file has them
	At    diag.Place // where the file has it
	Flag  string     // that gave it, and not the file: "--base-url"
	Given bool       // one of both is there; else it is the default
}

// HasFile tells whether there is a kvartal.toml.
func (c *Config) HasFile() bool { return c.src != nil }

// Publish sets base_url to what a flag says.
func (c *Config) Publish(base *url.URL, flag string) {
	c.BaseURL, c.flags = base, map[string]string{"base_url": flag}
}

// Values returns all values, in the order of the documentation.
func (c *Config) Values() []Value {
	var all []Value
	add := func(key, value string) {
		at, given := c.Place(key)
		flag := c.flags[key]
		all = append(all, Value{key, value, at, flag, given || flag != ""})
	}
	var walk func(prefix string, known []key)
	walk = func(prefix string, known []key) {
		for _, k := range known {
			switch {
			case k.show != nil:
				add(prefix+k.name, k.show())
			case k.sub != nil:
				walk(prefix+k.name+".", k.sub)
			case k.each != nil:
				for _, t := range c.Taxonomies {
					add(prefix+k.name+"."+t.Name, fmt.Sprintf("slug = %s, title = %s", syntax.Quoted(t.Slug), syntax.Quoted(t.Title)))
				}
			case len(c.Extra) == 0:
				add(prefix+k.name, "")
			default:
				for _, f := range c.Extra {
					all = append(all, Value{Key: prefix + k.name + "." + f.Key, Value: f.Written(c.src), At: c.src.Place(f.At.Start, ""), Given: true})
				}
			}
		}
	}
	walk("", keys(c))
	return all
}
