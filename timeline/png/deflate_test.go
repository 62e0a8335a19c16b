package png

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// packs fails unless the standard library unpacks what is packed here.
func packs(t interface {
	Helper()
	Fatalf(string, ...any)
}, data []byte, stride int) []byte {
	t.Helper()
	packed := deflate(data, stride)
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatalf("%d bytes: %v", len(data), err)
	}
	got, err := io.ReadAll(r) // it compares the checksum too
	if err != nil || !bytes.Equal(got, data) {
		t.Fatalf("%d bytes come back as %d others, %v", len(data), len(got), err)
	}
	return packed
}

// Rows of runs, of noise, and of what came before.
func TestDeflate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var data []byte
		stride := rapid.IntRange(1, 3000).Draw(t, "stride")
		for range rapid.IntRange(1, 40).Draw(t, "parts") {
			n := rapid.IntRange(1, 700).Draw(t, "length")
			switch rapid.SampledFrom([]string{"run", "noise", "again"}).Draw(t, "part") {
			case "run":
				data = append(data, bytes.Repeat([]byte{rapid.Byte().Draw(t, "byte")}, n)...)
			case "noise":
				data = append(data, rapid.SliceOfN(rapid.ByteMax(7), n, n).Draw(t, "noise")...)
			case "again":
				if from := rapid.IntRange(0, len(data)).Draw(t, "from"); from < len(data) {
					data = append(data, data[from:min(from+n, len(data))]...)
				}
			}
		}
		packs(t, data, stride)
	})
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("abcabcabcabc"), 3)
	f.Add(make([]byte, 1000), 100)
	f.Fuzz(func(t *testing.T, data []byte, stride int) {
		if stride > 0 {
			packs(t, data, stride)
		}
	})
}

// More than a window and more than a block, of matches at every distance and of
// nothing that comes again.
func TestDeflateMuch(t *testing.T) {
	noise := make([]byte, 3*window)
	for random, i := rand.New(rand.NewPCG(1, 2)), 0; i < len(noise); i++ {
		noise[i] = byte(random.Uint32())
	}
	packs(t, noise, 1000)
	far := noise[:window]
	if packed := packs(t, append(bytes.Clone(far), far...), window); len(packed) > window*11/10 {
		t.Errorf("what lies %d bytes back is not found: %d bytes", window, len(packed))
	}
	if packed := packs(t, make([]byte, 100*window), 1000); len(packed) > 100*window/800 {
		t.Errorf("a run of %d bytes takes %d", 100*window, len(packed))
	}
}

// Codes that would be too long become shorter, and stay codes: each tells where
// it ends.
func TestCodesKeepToTheLimit(t *testing.T) {
	for limit, symbols := range map[int]int{7: 19, 15: 40} {
		often := make([]int, symbols)
		a, b := 1, 1
		for i := range often { // Fibonacci's numbers make the longest codes
			often[i], a, b = a, b, a+b
		}
		room := 0
		for i, c := range newCodes(often, limit) {
			if c.length < 1 || c.length > limit {
				t.Errorf("the code of %d is %d bits long, the limit being %d", i, c.length, limit)
				continue
			}
			room += 1 << (limit - c.length)
		}
		if room != 1<<limit {
			t.Errorf("the codes take %d parts of %d", room, 1<<limit)
		}
	}
	// And in a stream: a byte for each, as often.
	var data []byte
	for i, n := 0, 1; i < 18; i++ {
		data = append(data, bytes.Repeat([]byte{byte(i)}, n)...)
		n += n/2 + 1
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
	packs(t, data, 50)
}
