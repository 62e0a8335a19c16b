package preview

import (
	"net"
	"slices"
	"strings"
)

// hosts are what a request may call this server. The zero value is this computer
// as its own programs call it.
type hosts struct {
	others bool     // other computers may ask: then any IP address is fine, since only a name can be made to lead here
	names  []string // further names
}

// hostsOf returns the hosts of a server that listens on an address, "" for this
// computer only. names are what this computer is called.
func hostsOf(bind string, names []string) hosts {
	bind = strings.Trim(bind, "[]")
	if bind == "" || isLocal(bind) {
		return hosts{}
	}
	h := hosts{others: true}
	if net.ParseIP(bind) == nil {
		h.names = append(h.names, bind)
	}
	for _, name := range names {
		if name != "" {
			h.names = append(h.names, name, name+".local")
		}
	}
	return h
}

// has tells whether a Host header names this server.
func (h hosts) has(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.Trim(host, "[]"), ".")
	if isLocal(host) {
		return true
	}
	return h.others && net.ParseIP(host) != nil ||
		slices.ContainsFunc(h.names, func(name string) bool { return strings.EqualFold(name, host) })
}

// String says whom the server answers.
func (h hosts) String() string {
	said := "localhost"
	if h.others {
		said += ", IP addresses"
	}
	return strings.Join(append([]string{said}, h.names...), ", ")
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	host = strings.ToLower(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
