package main

import (
	"net"
	"strings"
)

func makesVolume(r asked, found harms) {
	var body struct {
		Driver     string
		DriverOpts map[string]string
	}
	if r.decodes(&body) {
		found.add("volumeOptions", isOtherDriver(body.Driver) || mounts(body.DriverOpts))
	}
}

func isOtherDriver(driver string) bool {
	return driver != "" && driver != "local"
}

// Whether the local driver would mount anything but a tmpfs (moby volume/local/local_unix.go).
func mounts(options map[string]string) bool {
	for _, one := range strings.Split(options["o"], ",") {
		if one == "bind" || one == "rbind" || one == "remount" || one == "move" {
			return true
		}
	}
	return options["device"] != "" && options["type"] != "tmpfs"
}

func makesNetwork(r asked, found harms) {
	var body struct {
		Driver  string
		Options map[string]string
		IPAM    *struct {
			Driver string
			Config []struct {
				Subnet, IPRange, Gateway string
				AuxiliaryAddresses       map[string]string
			}
		}
	}
	if !r.decodes(&body) {
		return
	}
	found.add("networkDrivers", body.Driver != "" && body.Driver != "bridge")
	_, isNamed := body.Options["com.docker.network.bridge.name"]
	found.add("networkDrivers", isNamed)
	if body.IPAM == nil {
		return
	}
	found.add("networkDrivers", body.IPAM.Driver != "" && body.IPAM.Driver != "default")
	for _, config := range body.IPAM.Config {
		found.add("subnets", isOtherSubnet(config.Subnet) || isOtherSubnet(config.IPRange) || isOtherAddress(config.Gateway))
		for _, address := range config.AuxiliaryAddresses {
			found.add("subnets", isOtherAddress(address))
		}
	}
}

var open = []net.IPNet{subnet("172.16.0.0/12"), subnet("192.168.0.0/16"), subnet("fd00::/8")}

func subnet(text string) net.IPNet {
	_, found, err := net.ParseCIDR(text)
	if err != nil {
		panic(err)
	}
	return *found
}

func isOtherSubnet(text string) bool {
	_, asked, err := net.ParseCIDR(text)
	if err != nil {
		return false
	}
	last := make(net.IP, len(asked.IP))
	for i := range asked.IP {
		last[i] = asked.IP[i] | ^asked.Mask[i]
	}
	for _, one := range open {
		if one.Contains(asked.IP) && one.Contains(last) {
			return false
		}
	}
	return true
}

func isOtherAddress(text string) bool {
	address := net.ParseIP(text)
	if address == nil {
		return false
	}
	for _, one := range open {
		if one.Contains(address) {
			return false
		}
	}
	return true
}

// Of a build and an import, a forged form is known to get through (README, "Limits"): only the query counts here.
func builds(r asked, found harms) {
	found.add("remoteSources", isAddress(r.queryValue("remote")))
	found.add("hostNamespaces", r.queryValue("networkmode") == "host")
	found.add("outsideRemap", joinsOutside(r.queryValue("networkmode")))
	found.add("cgroupParent", r.queryValue("cgroupparent") != "")
}

func imports(r asked, found harms) {
	found.add("remoteSources", r.queryValue("fromImage") == "" && isAddress(r.queryValue("fromSrc")))
}

func isAddress(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "git@") || strings.HasPrefix(source, "github.com/")
}
