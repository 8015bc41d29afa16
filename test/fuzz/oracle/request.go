package main

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/url"
	"strconv"
	"strings"
)

// As it goes over the wire.
type request struct {
	Method, Target string
	// The values of Content-Type, as they were sent. Go's handlers see the first.
	Types   []string
	Chunked bool
	Body    []byte
}

// On its way to a handler.
type asked struct {
	request
	// Empty where the newest is meant.
	version string
	// The first variable of the path, decoded.
	name string
	// As it was sent.
	query string
}

func (r asked) mediaType() (string, error) {
	if len(r.Types) == 0 {
		return "", nil
	}
	found, _, err := mime.ParseMediaType(r.Types[0])
	return found, err
}

// moby's httputils.CheckForJSON and json.Decoder: the first value counts, and what is behind it does not.
func (r asked) decodes(into any) bool {
	found, err := r.mediaType()
	isJSON := err == nil && found == "application/json"
	return isJSON && json.NewDecoder(bytes.NewReader(r.Body)).Decode(into) == nil
}

// What the handler finds by Form.Get: the first of the query's values.
func (r asked) queryValue(key string) string {
	// Not all handlers mind an error, and what could be read is there in spite of it.
	values, _ := url.ParseQuery(r.query)
	return values.Get(key)
}

// The same with the values of a form body before those of the query (net/http, Request.ParseForm), for POST.
func (r asked) formValue(key string) string {
	if found, _ := r.mediaType(); found == "application/x-www-form-urlencoded" {
		if values, _ := url.ParseQuery(string(r.Body)); values.Has(key) {
			return values.Get(key)
		}
	}
	return r.queryValue(key)
}

// moby's api/types/versions.LessThan.
func (r asked) isBefore(version string) bool {
	if r.version == "" {
		return false
	}
	ours, theirs := strings.Split(r.version, "."), strings.Split(version, ".")
	for i := 0; i < len(ours) || i < len(theirs); i++ {
		if a, b := number(ours, i), number(theirs, i); a != b {
			return a < b
		}
	}
	return false
}

func number(parts []string, at int) int {
	if at >= len(parts) {
		return 0
	}
	found, _ := strconv.Atoi(parts[at])
	return found
}
