// What Docker would make of a request, told by Go's own standard library as Docker uses it: net/url and the
// decoded path for the route, Request.ParseForm's order for values, encoding/json into structs.
//
// Reads a request of JSON a line, answers each with a line of "route:rule", one for each harm in it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

// By the names of the plugin's rules.
type harms map[string]bool

func (h harms) add(rule string, is bool) {
	if is {
		h[rule] = true
	}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var sent request
		if err := json.Unmarshal(in.Bytes(), &sent); err != nil {
			panic(err)
		}
		fmt.Fprintln(out, strings.Join(judge(sent), " "))
	}
}

func judge(sent request) []string {
	taken, asked, isRouted := find(sent)
	if !isRouted {
		return nil
	}
	found := harms{}
	taken.judge(asked, found)
	kinds := make([]string, 0, len(found))
	for rule := range found {
		kinds = append(kinds, taken.kind+":"+rule)
	}
	sort.Strings(kinds)
	return kinds
}
