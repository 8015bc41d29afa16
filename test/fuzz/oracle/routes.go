package main

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

type route struct {
	kind    string
	method  string
	pattern *regexp.Regexp
	judge   func(asked, harms)
}

// Those of moby's routes that can do harm, in moby's order. None of the others takes a path that one of these
// would take too.
var routes = join(
	on("checkpoints", "POST", always("checkpoints"), "/containers/{name:.*}/checkpoints"),
	on("checkpoints", "DELETE", always("checkpoints"), "/containers/{name}/checkpoints/{checkpoint}"),
	on("archive", "HEAD GET PUT", copies, "/containers/{name:.*}/archive"),
	on("use", "GET", uses, "/containers/{name:.*}/export", "/containers/{name:.*}/attach/ws"),
	on("create", "POST", creates, "/containers/create"),
	on("use", "POST", uses, "/containers/{name:.*}/unpause"),
	on("restart", "POST", restarts, "/containers/{name:.*}/restart"),
	on("start", "POST", starts, "/containers/{name:.*}/start"),
	on("use", "POST", uses, "/containers/{name:.*}/attach"),
	on("copy", "POST", copies, "/containers/{name:.*}/copy"),
	on("exec", "POST", execs, "/containers/{name:.*}/exec"),
	on("rename", "POST", renames, "/containers/{name:.*}/rename"),
	on("update", "POST", updates, "/containers/{name:.*}/update"),
	on("commit", "POST", commits, "/commit"),
	on("images", "POST", imports, "/images/create"),
	on("volumes", "POST", makesVolume, "/volumes/create"),
	on("build", "POST", builds, "/build"),
	on("swarm", "GET", always("swarm"), "/swarm", "/swarm/unlockkey"),
	on("swarm", "POST", always("swarm"), "/swarm/init", "/swarm/join", "/swarm/leave", "/swarm/update"),
	on("plugins", "DELETE", always("enginePlugins"), "/plugins/{name:.*}"),
	on("plugins", "POST", always("enginePlugins"), "/plugins/{name:.*}/enable", "/plugins/{name:.*}/disable",
		"/plugins/pull", "/plugins/{name:.*}/upgrade", "/plugins/{name:.*}/set", "/plugins/create"),
	on("networks", "POST", makesNetwork, "/networks/create"),
)

func on(kind, methods string, judge func(asked, harms), templates ...string) []route {
	var found []route
	for _, template := range templates {
		for _, method := range strings.Fields(methods) {
			found = append(found, route{kind, method, patternOf(template), judge})
		}
	}
	return found
}

func join(all ...[]route) []route {
	var found []route
	for _, some := range all {
		found = append(found, some...)
	}
	return found
}

// As gorilla/mux makes it of the template, with and without moby's "/v{version:[0-9.]+}" before it.
func patternOf(template string) *regexp.Regexp {
	anything := strings.NewReplacer("{name:.*}", "(.*)", "{name}", "([^/]+)", "{checkpoint}", "([^/]+)")
	return regexp.MustCompile("^(?:/v([0-9.]+))?" + anything.Replace(template) + "$")
}

// The first route that fits, if the request gets as far as that.
func find(sent request) (route, asked, bool) {
	at, err := url.ParseRequestURI(sent.Target)
	if err != nil || at.Path != cleaned(at.Path) {
		return route{}, asked{}, false
	}
	for _, one := range routes {
		if one.method != sent.Method {
			continue
		}
		if match := one.pattern.FindStringSubmatch(at.Path); match != nil {
			found := asked{request: sent, version: match[1], query: at.RawQuery}
			if len(match) > 2 {
				found.name = match[2]
			}
			return one, found, true
		}
	}
	return route{}, asked{}, false
}

// gorilla/mux answers with a redirect where this is another path (mux.go, cleanPath).
func cleaned(found string) string {
	if !strings.HasPrefix(found, "/") {
		found = "/" + found
	}
	clean := path.Clean(found)
	if strings.HasSuffix(found, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}
