package diag

import (
	"slices"
	"strings"
)

// Nearest returns the candidate that the author most likely meant by word, or
// "". Letter case does not count; otherwise at most two letters, and at most a
// third of the word (one of two letters), may be wrong, missing, too many or swapped with their
// neighbour. The first of equally near candidates wins.
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	limit := min(2, max(1, len(w)/3))
	if len(w) < 2 { // every letter is near every other
		limit = 0
	}
	best, found := limit+1, ""
	for _, c := range candidates {
		if d := distance(w, []rune(strings.ToLower(c)), best); d < best {
			best, found = d, c
		}
	}
	return found
}

// DidYouMean returns `did you mean "x"?` for the nearest candidate, or "".
func DidYouMean(word string, candidates []string) string {
	return didYouMean(Nearest(word, candidates))
}

func didYouMean(word string) string {
	if word == "" {
		return ""
	}
	return `did you mean "` + word + `"?`
}

// Meant is Nearest where others has what authors write for a candidate, in
// lower case: the word of their own language, or of another program.
func Meant(word string, candidates []string, others map[string]string) string {
	if other := others[strings.ToLower(word)]; slices.Contains(candidates, other) {
		return other
	}
	return Nearest(word, candidates)
}

// MeantBy is DidYouMean by Meant.
func MeantBy(word string, candidates []string, others map[string]string) string {
	return didYouMean(Meant(word, candidates, others))
}

// distance is the optimal string alignment distance of a and b, or limit as
// soon as it is known to be at least that.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i, ra := range a {
		row[0] = i + 1
		for j, rb := range b {
			cost := 1
			if ra == rb {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && ra == b[j-1] && a[i-1] == rb {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
		if slices.Min(last) >= limit && slices.Min(before)+1 >= limit { // later rows are made of these two
			return limit
		}
	}
	return min(limit, last[len(b)])
}
