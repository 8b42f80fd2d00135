//go:build !linux

package main

import "os/exec"

// endWithUs: other systems do not end a program with the one that started it.
func endWithUs(*exec.Cmd) {}
