package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that becomes full while a site is built: the build says so once, the
// site that was there stays, and the next build needs no help.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", public, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("SKIPPED: no small disk can be made here (%v); a sink that is full is tested in package site", err)
	}
	defer func() { _ = syscall.Unmount(public, syscall.MNT_DETACH) }()
	write := func(name, text string) {
		t.Helper()
		full := filepath.Join(dir, "content", name)
		_ = os.MkdirAll(filepath.Dir(full), 0o755)
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("index.md", "# Forside\n")
	run(t, dir)
	before := publishedFiles(t, dir)

	write("index.md", "# Ny forside\n")
	write("stor.bin", strings.Repeat("x", 2<<20))
	cmd := build(dir)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); err == nil {
		t.Error("the build did not fail")
	}
	if n := strings.Count(said.String(), "cannot be written: the disk is full"); n != 1 || strings.Count(said.String(), "error:") != 1 {
		t.Errorf("the full disk is not told of once:\n%s", said.String())
	}
	if diff := differs(publishedFiles(t, dir), before); diff != "" {
		t.Error(diff)
	}
	if left, _ := os.ReadDir(filepath.Join(public, ".kvartal")); len(left) != 1 {
		t.Errorf("in Kvartal's own folder: %v", left)
	}

	if err := syscall.Mount("none", public, "tmpfs", syscall.MS_REMOUNT, "size=8m"); err != nil {
		t.Fatal(err)
	}
	run(t, dir)
	if after := publishedFiles(t, dir); len(after["stor.bin"]) != 2<<20 || !strings.Contains(after["index.html"], "Ny forside") {
		t.Error("the next build did not publish the site")
	}
}
