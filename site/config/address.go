package config

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"kvartal/timeline/diag"
)

// ParseBaseURL reads an address for base_url. A missing slash at its end is
// added: what it names is a folder. Its error has a method Hint, which tells
// what was probably meant.
func ParseBaseURL(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	switch {
	case err != nil, u.Host == "", u.Scheme != "http" && u.Scheme != "https":
		return nil, notSo{fmt.Sprintf("%q is not an address of the form https://example.org/path/", diag.Clip(s)), meantAddress(s)}
	case u.User != nil: // before what tells the whole address: of a flag it would stand in logs
		address := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
		return nil, notSo{"the address has a user name or password in it, which everyone would see", address.String()}
	case strings.ContainsAny(s, "?#"):
		return nil, notSo{fmt.Sprintf("%q has a part behind ? or #, which the address of a site has not", diag.Clip(s)), s[:strings.IndexAny(s, "?#")]}
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
		u.RawPath = ""
	}
	return u, nil
}

var (
	// addressLike is an address whose beginning is missing or not quite right:
	// example.org/path, http//example.org, https:/example.org, htps://example.org.
	addressLike = regexp.MustCompile(`^(?:([A-Za-z]+)(?:[:;]/*|//+)|//)?((?:[\pL\d-]+\.)+\pL{2,}(?::\d+)?(?:/[^\s?#]*)?)$`)
	// cloneLike is what git has for the address of a repository.
	cloneLike = regexp.MustCompile(`^(?:ssh://)?git@((?:[\w-]+\.)+\w+)(?::|/)(.+?)(?:\.git)?$`)
)

// meantAddress returns the address that an author probably meant by a text that
// is none, "" where it cannot be told.
func meantAddress(s string) string {
	if m := cloneLike.FindStringSubmatch(s); m != nil {
		return "https://" + m[1] + "/" + m[2]
	}
	m := addressLike.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	scheme := "https"
	if m[1] != "" {
		scheme = diag.Nearest(m[1], []string{"https", "http"})
	}
	if scheme == "" {
		return ""
	}
	return scheme + "://" + m[2]
}
