package main

import (
	"path"
	"strings"
)

// moby api/types/container, Resources, as far as it can do harm.
type Resources struct {
	CgroupParent      string
	DeviceCgroupRules []string
	Devices           []struct{ PathOnHost string }
	DeviceRequests    []struct {
		Driver    string
		DeviceIDs []string
	}
}

// moby api/types/container, HostConfig, the same.
type HostConfig struct {
	Binds        []string
	NetworkMode  string
	VolumeDriver string
	VolumesFrom  []string
	Annotations  map[string]string
	CgroupnsMode string
	IpcMode      string
	PidMode      string
	Privileged   bool
	SecurityOpt  []string
	UTSMode      string
	UsernsMode   string
	Runtime      string
	LogConfig    struct {
		Type   string
		Config map[string]string
	}
	Mounts []Mount
	Resources
	MaskedPaths   []string
	ReadonlyPaths []string
}

type Mount struct {
	Type, Source, Target string
	BindOptions          *struct{ CreateMountpoint bool }
	VolumeOptions        *struct {
		DriverConfig *struct {
			Name    string
			Options map[string]string
		}
	}
}

func (c *HostConfig) judge(found harms) {
	if c == nil {
		return
	}
	c.Resources.judge(found)
	found.add("usernsHost", c.UsernsMode == "host")
	found.add("privileged", c.Privileged)
	found.add("annotations", len(c.Annotations) > 0)
	found.add("runtimes", c.Runtime != "" && c.Runtime != "runc")
	found.add("volumeOptions", isOtherDriver(c.VolumeDriver))
	found.add("securityOptions", isEmptyList(c.MaskedPaths) || isEmptyList(c.ReadonlyPaths))
	for _, option := range c.SecurityOpt {
		found.add("securityOptions", strings.Contains(option, "unconfined"))
	}
	for _, mode := range []string{c.PidMode, c.NetworkMode, c.IpcMode, c.UTSMode, c.CgroupnsMode} {
		found.add("hostNamespaces", mode == "host")
	}
	// An update has the field too, and nothing comes of it there.
	for _, request := range c.DeviceRequests {
		for _, id := range request.DeviceIDs {
			found.add("deviceRequests", request.Driver == "cdi" && id == "vendor.com/disk=sda")
		}
	}
	c.judgeLog(found)
	c.judgeMounts(found)
	c.judgeJoined(found)
}

func (r Resources) judge(found harms) {
	found.add("devices", len(r.Devices) > 0)
	found.add("deviceRules", len(r.DeviceCgroupRules) > 0)
	found.add("cgroupParent", r.CgroupParent != "")
}

func (c *HostConfig) judgeLog(found harms) {
	found.add("logDrivers", c.LogConfig.Type == "syslog")
	// The daemon's own driver gets them.
	_, isAddressed := c.LogConfig.Config["syslog-address"]
	found.add("logDrivers", c.LogConfig.Type == "" && isAddressed)
}

func (c *HostConfig) judgeMounts(found harms) {
	for _, bind := range c.Binds {
		parts := strings.Split(bind, ":")
		isBind := (len(parts) == 2 || len(parts) == 3) && parts[1] != ""
		found.add("binds", isBind && isHarmfulSource(parts[0], true))
	}
	for _, mount := range c.Mounts {
		makes := mount.BindOptions != nil && mount.BindOptions.CreateMountpoint
		found.add("binds", mount.Type == "bind" && isHarmfulSource(mount.Source, makes))
		if mount.VolumeOptions != nil && mount.VolumeOptions.DriverConfig != nil {
			driver := mount.VolumeOptions.DriverConfig
			found.add("volumeOptions", isOtherDriver(driver.Name) || mounts(driver.Options))
		}
	}
}

// A folder of Docker's own or one that holds it, or one that is missing where anybody could put something else.
func isHarmfulSource(source string, isMade bool) bool {
	if !path.IsAbs(source) {
		return false
	}
	clean := strings.TrimSuffix(path.Clean(source), "/") + "/"
	return strings.HasPrefix("/var/lib/docker/", clean) || strings.HasPrefix(clean, "/var/lib/docker/") ||
		(isMade && clean == "/tmp/none/")
}

// Namespaces and volumes of another container.
func (c *HostConfig) judgeJoined(found harms) {
	for _, mode := range []string{c.NetworkMode, c.PidMode, c.IpcMode} {
		found.add("outsideRemap", joinsOutside(mode))
	}
	for _, source := range c.VolumesFrom {
		name, _, _ := strings.Cut(source, ":")
		found.add("outsideRemap", isOutside(name))
		found.add("volumesFrom", isMounted(name))
	}
}

func joinsOutside(mode string) bool {
	kind, name, _ := strings.Cut(mode, ":")
	return kind == "container" && isOutside(name)
}

func isEmptyList(list []string) bool {
	return list != nil && len(list) == 0
}
