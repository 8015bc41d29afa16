// What Docker would make of a request: the same decoder (encoding/json into structs, first value only) and
// the same reading of the target (net/url, then the decoded path), by Go's own standard library.
//
// Reads lines "base64(target) base64(body)", answers each with a line: what is harmful in it, or "none".
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
)

type resources struct {
	CgroupParent      string
	DeviceCgroupRules []string
	Devices           []struct{ PathOnHost string }
}

type hostConfig struct {
	Binds        []string
	NetworkMode  string
	VolumeDriver string
	Annotations  map[string]string
	CgroupnsMode string
	IpcMode      string
	PidMode      string
	Privileged   bool
	SecurityOpt  []string
	UTSMode      string
	UsernsMode   string
	Runtime      string
	LogConfig    struct{ Type string }
	Mounts       []struct {
		Type, Source  string
		BindOptions   *struct{ CreateMountpoint bool }
		VolumeOptions *struct{ DriverConfig *struct{ Options map[string]string } }
	}
	resources
	MaskedPaths   []string
	ReadonlyPaths []string
}

// As Docker up to 26.1 wraps it: the settings count from beside HostConfig too, when that is not there.
type createRequest struct {
	Image           string
	InnerHostConfig *hostConfig `json:"HostConfig,omitempty"`
	*hostConfig
}

var create = regexp.MustCompile(`^(/v[0-9.]+)?/containers/create$`)
var start = regexp.MustCompile(`^/v1\.([0-9]+)/containers/.+/start$`)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		target, body, _ := strings.Cut(in.Text(), " ")
		fmt.Fprintln(out, judge(decoded(target), decoded(body)))
	}
}

func decoded(text string) []byte {
	found, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return found
}

func judge(target, body []byte) string {
	at, err := url.ParseRequestURI(string(target))
	if err != nil {
		return "none"
	}
	if create.MatchString(at.Path) {
		var request createRequest
		if json.NewDecoder(bytes.NewReader(body)).Decode(&request) != nil {
			return "none"
		}
		if request.InnerHostConfig != nil {
			return harmIn(request.InnerHostConfig)
		}
		return harmIn(request.hostConfig)
	}
	if match := start.FindStringSubmatch(at.Path); match != nil {
		var settings hostConfig
		version, _ := strconv.Atoi(match[1])
		if version < 24 && json.NewDecoder(bytes.NewReader(body)).Decode(&settings) == nil {
			return harmIn(&settings)
		}
	}
	return "none"
}

func harmIn(c *hostConfig) string {
	if c == nil {
		return "none"
	}
	harms := map[string]bool{
		"usernsHost":      c.UsernsMode == "host",
		"privileged":      c.Privileged,
		"hostNamespaces":  c.PidMode == "host" || c.NetworkMode == "host" || c.IpcMode == "host" || c.UTSMode == "host" || c.CgroupnsMode == "host",
		"devices":         len(c.Devices) > 0,
		"deviceRules":     len(c.DeviceCgroupRules) > 0,
		"annotations":     len(c.Annotations) > 0,
		"cgroupParent":    c.CgroupParent != "",
		"runtimes":        c.Runtime != "" && c.Runtime != "runc",
		"logDrivers":      c.LogConfig.Type == "syslog",
		"securityOptions": (c.MaskedPaths != nil && len(c.MaskedPaths) == 0) || (c.ReadonlyPaths != nil && len(c.ReadonlyPaths) == 0),
		"volumeOptions":   c.VolumeDriver != "" && c.VolumeDriver != "local",
	}
	for _, option := range c.SecurityOpt {
		harms["securityOptions"] = harms["securityOptions"] || strings.Contains(option, "unconfined")
	}
	for _, bind := range c.Binds {
		harms["binds"] = harms["binds"] || strings.HasPrefix(bind, "/tmp/none:")
	}
	for _, mount := range c.Mounts {
		if mount.Type == "bind" {
			makes := mount.BindOptions != nil && mount.BindOptions.CreateMountpoint
			harms["binds"] = harms["binds"] || mount.Source == "/var/lib/docker" || (makes && mount.Source == "/tmp/none")
		}
		if mount.VolumeOptions != nil && mount.VolumeOptions.DriverConfig != nil {
			harms["volumeOptions"] = harms["volumeOptions"] || mount.VolumeOptions.DriverConfig.Options["o"] == "bind"
		}
	}
	var found []string
	for name, is := range harms {
		if is {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return "none"
	}
	return strings.Join(found, ",")
}
