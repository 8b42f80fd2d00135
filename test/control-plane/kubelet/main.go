// A kubelet for simulated pods. Exec and port-forward are served by Kubernetes' own streaming library, all else by kwok. A
// container is a folder of its own, in which its programs run on this machine; its ports are those of this machine.
package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dataplatformmanifests/controlplane/lifeline"
	"github.com/creack/pty"
	"k8s.io/client-go/util/cert"
	"k8s.io/cri-streaming/pkg/streaming/portforward"
	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
)

const idleTimeout = 4 * time.Hour

// kubelet has a folder for each container: root/NAMESPACE/POD/CONTAINER.
type kubelet struct{ root string }

func main() {
	listen := flag.String("listen", "", "address of this machine, 127.0.0.1:PORT")
	root := flag.String("root", "", "folder that holds the folders of the containers")
	rest := flag.String("rest", "", "address of who answers all else, such as logs: 127.0.0.1:PORT")
	flag.Parse()
	lifeline.Watch()
	if err := serve(*listen, *rest, kubelet{root: *root}); err != nil {
		fmt.Fprintln(os.Stderr, "kubelet:", err)
		os.Exit(1)
	}
}

func serve(address, rest string, k kubelet) error {
	certificate, key, err := cert.GenerateSelfSignedCertKey("127.0.0.1", nil, nil)
	if err != nil {
		return err
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/exec/{namespace}/{pod}/{container}", k.exec)
	mux.HandleFunc("/portForward/{namespace}/{pod}", k.portForward)
	others := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: rest})
	others.FlushInterval = -1 // what is followed is handed on at once
	mux.Handle("/", others)
	server := &http.Server{
		Addr:      address,
		Handler:   mux,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"http/1.1"}},
	}
	return server.ListenAndServeTLS("", "")
}

func (k kubelet) exec(w http.ResponseWriter, r *http.Request) {
	options, err := remotecommand.NewOptions(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	remotecommand.ServeExec(w, r, k, podOf(r), "", r.PathValue("container"), r.URL.Query()["command"], options,
		idleTimeout, remotecommand.DefaultStreamCreationTimeout, remotecommand.SupportedStreamingProtocols)
}

func (k kubelet) portForward(w http.ResponseWriter, r *http.Request) {
	options, err := portforward.NewV4Options(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	portforward.ServePortForward(w, r, k, podOf(r), "", options,
		idleTimeout, remotecommand.DefaultStreamCreationTimeout, portforward.SupportedProtocols)
}

func podOf(r *http.Request) string {
	return r.PathValue("namespace") + "/" + r.PathValue("pod")
}

// ExecInContainer runs a program in the folder of the container.
func (k kubelet) ExecInContainer(ctx context.Context, pod, _, container string, cmd []string, in io.Reader, out, errOut io.WriteCloser, tty bool, resize <-chan remotecommand.TerminalSize, _ time.Duration) error {
	folder := filepath.Join(k.root, pod, container)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	program, searched, err := find(cmd[0], filepath.Join(folder, "bin"))
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, program, cmd[1:]...)
	command.Dir = folder
	endWithUs(command)
	command.Env = []string{"PATH=" + searched, "HOME=" + folder, "TERM=xterm", "HOSTNAME=" + filepath.Base(pod)}
	if tty {
		return inTerminal(command, in, out, resize)
	}
	return inPipes(command, in, out, errOut)
}

// find looks for a program as a container runtime does. A container whose folder has a bin has no other programs.
func find(name, bin string) (program, searched string, err error) {
	searched = os.Getenv("PATH")
	if _, err := os.Stat(bin); err == nil {
		searched = bin
	}
	if strings.Contains(name, "/") {
		return name, searched, nil
	}
	for _, folder := range filepath.SplitList(searched) {
		if found, err := exec.LookPath(filepath.Join(folder, name)); err == nil {
			return found, searched, nil
		}
	}
	return "", "", fmt.Errorf("failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: %q: executable file not found in $PATH: unknown", name)
}

func inTerminal(command *exec.Cmd, in io.Reader, out io.Writer, resize <-chan remotecommand.TerminalSize) error {
	terminal, err := pty.Start(command)
	if err != nil {
		return err
	}
	go func() {
		for size := range resize {
			_ = pty.Setsize(terminal, &pty.Winsize{Rows: size.Height, Cols: size.Width})
		}
	}()
	go func() {
		if in != nil {
			_, _ = io.Copy(terminal, in)
		}
		_ = terminal.Close() // hangs up: the shell ends as it does when a terminal is closed
	}()
	_, _ = io.Copy(out, terminal)
	return exitError(command.Wait())
}

func inPipes(command *exec.Cmd, in io.Reader, out, errOut io.Writer) error {
	if out != nil {
		command.Stdout = out
	}
	if errOut != nil {
		command.Stderr = errOut
	}
	if in != nil {
		// A pipe of ours: Wait would wait until nobody can write any more.
		pipe, err := command.StdinPipe()
		if err != nil {
			return err
		}
		go func() {
			_, _ = io.Copy(pipe, in)
			_ = pipe.Close()
		}()
	}
	return exitError(command.Run())
}

// exitError is one that the streaming library knows as an exit code.
func exitError(err error) error {
	var exited *exec.ExitError
	if !errors.As(err, &exited) {
		return err
	}
	code := exited.ExitCode()
	if code < 0 {
		code = 137
	}
	return utilexec.CodeExitError{Err: err, Code: code}
}

// PortForward connects to a port of this machine.
func (k kubelet) PortForward(ctx context.Context, pod, _ string, port int32, stream io.ReadWriteCloser) error {
	defer stream.Close()
	address := fmt.Sprintf("127.0.0.1:%d", port)
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp4", address)
	if err != nil {
		return fmt.Errorf("failed to execute portforward in network namespace: failed to connect to localhost:%d inside namespace: %v", port, err)
	}
	defer connection.Close()
	go func() {
		_, _ = io.Copy(connection, stream)
		_ = connection.(*net.TCPConn).CloseWrite()
	}()
	_, err = io.Copy(stream, connection)
	return err
}
