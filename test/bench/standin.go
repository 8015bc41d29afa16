// The reference: what the original plugin does, written anew with Go's standard library alone. For targets that
// hold /containers/create it decodes the body into a map and compares HostConfig.UsernsMode with "host".
package main

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"strings"
)

const socket = "/run/docker/plugins/standin.sock"

type request struct {
	RequestURI  string `json:"RequestUri"`
	RequestBody []byte
}

type answer struct {
	Allow bool
	Msg   string `json:",omitempty"`
}

func main() {
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string][]string{"Implements": {"authz"}})
	})
	http.HandleFunc("/AuthZPlugin.AuthZReq", func(w http.ResponseWriter, r *http.Request) {
		var asked request
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		json.NewEncoder(w).Encode(judge(asked))
	})
	http.HandleFunc("/AuthZPlugin.AuthZRes", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(answer{Allow: true})
	})
	os.MkdirAll("/run/docker/plugins", 0o755)
	os.Remove(socket)
	listener, err := net.Listen("unix", socket)
	if err != nil {
		panic(err)
	}
	panic(http.Serve(listener, nil))
}

func judge(asked request) answer {
	if !strings.Contains(asked.RequestURI, "/containers/create") || len(asked.RequestBody) == 0 {
		return answer{Allow: true}
	}
	var body map[string]interface{}
	if err := json.Unmarshal(asked.RequestBody, &body); err != nil {
		return answer{Msg: err.Error()}
	}
	settings, _ := body["HostConfig"].(map[string]interface{})
	if settings["UsernsMode"] == "host" {
		return answer{Msg: "userns=host is not allowed"}
	}
	return answer{Allow: true}
}
