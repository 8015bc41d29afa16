package main

import "strings"

// Docker up to 26.1 takes the settings from beside HostConfig too, when that is not there (moby
// runconfig/config_unix.go, ContainerConfigWrapper).
type createRequest struct {
	Image            string
	InnerHostConfig  *HostConfig `json:"HostConfig,omitempty"`
	NetworkingConfig *struct{ EndpointsConfig map[string]*struct{} }
	*HostConfig
}

func (c createRequest) settings() *HostConfig {
	if c.InnerHostConfig != nil {
		return c.InnerHostConfig
	}
	return c.HostConfig
}

func creates(r asked, found harms) {
	var body createRequest
	if !r.decodes(&body) {
		return
	}
	body.settings().judge(found)
	if body.NetworkingConfig != nil {
		_, isHost := body.NetworkingConfig.EndpointsConfig["host"]
		found.add("hostNamespaces", isHost)
	}
	found.add("givenNames", isCopied(r.formValue("name")))
}

// Up to Docker 24, API versions before 1.24 take settings here; later ones refuse a body (moby
// router/container, postContainersStart).
func starts(r asked, found harms) {
	if r.Chunked || len(r.Body) > 7 {
		var body createRequest
		if !r.isBefore("1.24") || !r.decodes(&body) {
			return
		}
		settings := harms{}
		body.settings().judge(settings)
		found.add("hostConfig", len(settings) > 0)
	}
	restarts(r, found)
	found.add("checkpoints", r.formValue("checkpoint") != "" || r.formValue("checkpoint-dir") != "")
}

func execs(r asked, found harms) {
	var body struct{ Privileged bool }
	if r.decodes(&body) {
		uses(r, found)
		found.add("privileged", body.Privileged)
	}
}

func updates(r asked, found harms) {
	var body struct{ Resources }
	if r.decodes(&body) {
		uses(r, found)
		body.Resources.judge(found)
	}
}

func renames(r asked, found harms) {
	uses(r, found)
	found.add("givenNames", isCopied(r.formValue("name")))
}

func copies(r asked, found harms) {
	uses(r, found)
	found.add("copy", isMounted(r.name))
}

// Docker makes the missing folder of a bind mount at each start.
func restarts(r asked, found harms) {
	uses(r, found)
	found.add("startedBinds", isMounted(r.name))
}

func commits(r asked, found harms) {
	found.add("outsideRemap", isOutside(r.formValue("container")))
}

func uses(r asked, found harms) {
	found.add("outsideRemap", isOutside(r.name))
}

func always(rule string) func(asked, harms) {
	return func(_ asked, found harms) { found.add(rule, true) }
}

var (
	outsideID = "bad0" + strings.Repeat("0", 60)
	mountedID = "cafe" + strings.Repeat("0", 60)
)

// A container in the host's user namespace.
func isOutside(reference string) bool {
	return isCalled(reference, outsideID, "outside", "linked/outside")
}

// A container with a host mount.
func isMounted(reference string) bool {
	return isCalled(reference, mountedID, "mounted")
}

// Docker knows names with a slash before them and adds it where it is missing, and then tries beginnings of ids
// (moby daemon/container.go, GetContainer).
func isCalled(reference, id string, names ...string) bool {
	for _, name := range names {
		if strings.TrimPrefix(reference, "/") == name {
			return true
		}
	}
	return reference != "" && strings.HasPrefix(id, reference)
}

// A name that another request copies by at this moment: nobody may be given it.
func isCopied(name string) bool {
	return strings.TrimPrefix(name, "/") == "copied"
}
