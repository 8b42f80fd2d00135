// Reads texts as kubectl and the API server read them: one JSON string a line on stdin, one answer a line on stdout.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	goyaml "go.yaml.in/yaml/v2"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	sigsyaml "sigs.k8s.io/yaml"
)

type answer struct {
	// Objects as kubectl passes them on.
	Documents []json.RawMessage `json:"documents"`
	// Why kubectl stops, if it does.
	Error string `json:"error,omitempty"`
	// What the API server refuses in a document that kubectl accepts: keys that stand twice.
	Strict string `json:"strict,omitempty"`
	// Whether something behind the first YAML document between two separators is left out without a word.
	Dropped bool `json:"dropped,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var text string
			if problem := json.Unmarshal(line, &text); problem != nil {
				panic(problem)
			}
			if problem := encoder.Encode(read([]byte(text))); problem != nil {
				panic(problem)
			}
			if in.Buffered() == 0 {
				out.Flush()
			}
		}
		if err != nil {
			out.Flush()
			return
		}
	}
}

func read(text []byte) answer {
	result := decode(text)
	if !beginsWithJSON(text) {
		result.inspect(text)
	}
	return result
}

func beginsWithJSON(text []byte) bool {
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return false
	}
	var first json.RawMessage
	return json.NewDecoder(bytes.NewReader(text)).Decode(&first) == nil
}

// As the resource builder of kubectl does.
func decode(text []byte) answer {
	result := answer{Documents: []json.RawMessage{}}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		object := runtime.RawExtension{}
		if err := decoder.Decode(&object); err != nil {
			if !errors.Is(err, io.EOF) {
				result.Error = err.Error()
			}
			return result
		}
		raw := bytes.TrimSpace(object.Raw)
		if len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
			result.Documents = append(result.Documents, raw)
		}
	}
}

func (result *answer) inspect(text []byte) {
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		chunk, err := reader.Read()
		if err != nil {
			return
		}
		if _, err := sigsyaml.YAMLToJSON(chunk); err != nil {
			return
		}
		if _, err := sigsyaml.YAMLToJSONStrict(chunk); err != nil && result.Strict == "" {
			result.Strict = err.Error()
		}
		result.Dropped = result.Dropped || holdsMore(chunk)
	}
}

func holdsMore(chunk []byte) bool {
	stream := goyaml.NewDecoder(bytes.NewReader(chunk))
	var value any
	if err := stream.Decode(&value); err != nil {
		return false
	}
	for {
		value = nil
		if err := stream.Decode(&value); err != nil {
			return !errors.Is(err, io.EOF)
		}
		if value != nil {
			return true
		}
	}
}
