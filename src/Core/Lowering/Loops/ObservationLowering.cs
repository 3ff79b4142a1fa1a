using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Writes how an observable is read from a swept state.</summary>
/// <remarks>
/// <c>⟨ψ|P|ψ⟩ = Σ_x Re(conj(ψ_x)·i^y·(-1)^{|(x⊕f)∧z|}·ψ_{x⊕f})</c> with f the qubits of X and Y, z those of Z and Y, and y the
/// number of Ys. Over a run of consecutive x the lower bits of f and z are known now; the higher ones give one sign per run.
/// </remarks>
internal static class ObservationLowering
{
    private const int RunBits = 3;

    // Each way of flipping reads a run of its own; more would not fit the registers.
    private const int PassFlips = 3;

    // Steps at which a pass is closed: with its loads below the 1,024 values that the JIT tracks.
    private const int PassSteps = 512;

    /// <summary>Writes the passes of one observable.</summary>
    /// <param name="observable">The observable.</param>
    /// <param name="bitOf">The bit of each qubit in the state; of others nothing, they are in |0⟩.</param>
    /// <param name="weight">The factor of |amplitude|².</param>
    public static Observation Of(PauliSum observable, IReadOnlyDictionary<int, int> bitOf, double weight)
    {
        int runBits = Math.Min(RunBits, bitOf.Count);
        List<ObservationLoop> loops = [];
        List<Part> parts = [];
        int steps = 0;
        foreach (Part part in observable.Terms.Select(t => Read(t, observable.QubitCount, bitOf, weight)).OfType<Masked>()
            .GroupBy(m => m.Flip).OrderBy(g => g.Key).SelectMany(g => Parts(g, (1 << runBits) - 1)))
        {
            int cost = StepsOf(part, runBits);
            bool isNewFlip = !parts.Any(p => p.Flip == part.Flip);
            if (steps + cost > PassSteps || (isNewFlip && parts.Select(p => p.Flip).Distinct().Count() == PassFlips))
            {
                loops.Add(Pass(parts, runBits));
                parts.Clear();
                steps = 0;
            }

            parts.Add(part);
            steps += cost;
        }

        if (loops.Count == 0 || parts.Count > 0)
        {
            loops.Add(Pass(parts, runBits));
        }

        return new(observable.ToString(), loops.ToEquatableArray());
    }

    private static Masked? Read(PauliTerm term, int qubitCount, IReadOnlyDictionary<int, int> bitOf, double weight)
    {
        int flip = 0;
        int sign = 0;
        int turns = 0;
        for (int qubit = 0; qubit < qubitCount; qubit++)
        {
            Pauli letter = term.String[qubit];
            bool flips = letter is Pauli.X or Pauli.Y;
            if (!bitOf.TryGetValue(qubit, out int bit))
            {
                if (flips)
                {
                    return null;
                }

                continue;
            }

            flip |= flips ? 1 << bit : 0;
            sign |= letter is Pauli.Z or Pauli.Y ? 1 << bit : 0;
            turns += letter == Pauli.Y ? 1 : 0;
        }

        // The sign at x ⊕ f is that at x, times that at f.
        return new(term.Coefficient * weight, flip, sign, turns + (2 * (Pairing.BitCount(flip & sign) & 1)));
    }

    // The strings that flip the same qubits, by what is known within a run; each part short enough for a pass.
    private static IEnumerable<Part> Parts(IGrouping<int, Masked> strings, int low)
    {
        foreach (var alike in strings.GroupBy(m => (Low: m.Sign & low, Turns: m.Turns & 3)))
        {
            SignTerm[] terms = [.. alike.Select(m => new SignTerm(m.Coefficient, m.Sign & ~low))];
            for (int first = 0; first < terms.Length; first += PassSteps / 2)
            {
                yield return new(
                    strings.Key, alike.Key.Low, alike.Key.Turns, new(terms.Skip(first).Take(PassSteps / 2).ToEquatableArray()));
            }
        }
    }

    // Its signs, and for each number of a run the value's product and the derivative's.
    private static int StepsOf(Part part, int runBits) => part.Signs.Terms.Count + (4 << runBits);

    private static ObservationLoop Pass(IReadOnlyList<Part> parts, int runBits)
    {
        int low = (1 << runBits) - 1;
        int[] flips = [.. parts.Select(p => p.Flip & ~low).Where(f => f != 0).Distinct()];
        int numbers = 2 << runBits;
        SignSum[] sums = [.. parts.Select(p => p.Signs).Distinct()];
        return new(runBits, flips.ToEquatableArray(), sums.ToEquatableArray(), Write(wantsSeed: false), Write(wantsSeed: true));

        Program Write(bool wantsSeed)
        {
            var builder = new ProgramBuilder();
            Amplitude Read(int run, int x) => new(builder.Scalar((run * numbers) + (2 * x)), builder.Scalar((run * numbers) + (2 * x) + 1));
            Real SumOf(int index) => builder.Scalar((numbers * (1 + flips.Length)) + index);
            Amplitude[] seed = [.. Enumerable.Repeat(builder.Nothing, numbers / 2)];
            Real value = builder.Zero;
            foreach ((int flip, int lowSign, int turns, SignSum signs) in parts)
            {
                Real sum = SumOf(Array.IndexOf(sums, signs));
                List<Real> terms = [];
                for (int x = 0; x < numbers / 2; x++)
                {
                    int run = 1 + Array.IndexOf(flips, flip & ~low);
                    Amplitude own = Read(0, x);
                    Amplitude other = ProgramBuilder.Turn(Read(run, x ^ (flip & low)), turns + (2 * (Pairing.BitCount(x & lowSign) & 1)));
                    terms.Add(builder.Multiply(own.Re, other.Re));
                    terms.Add(builder.Multiply(own.Im, other.Im));
                    seed[x] = builder.Add(seed[x], builder.Multiply(sum, other));
                }

                value = builder.Add(value, builder.Multiply(sum, builder.Sum(terms)));
            }

            Real two = builder.Constant(2);
            IEnumerable<Real> derivative = seed.SelectMany(s => new[] { builder.Multiply(two, s.Re), builder.Multiply(two, s.Im) });
            return builder.Build(wantsSeed ? [value, .. derivative] : [value]);
        }
    }

    // A Pauli string as masks of bits, with its coefficient and a power of i.
    private sealed record Masked(double Coefficient, int Flip, int Sign, int Turns);

    // Strings that differ in the higher bits of their signs alone.
    private sealed record Part(int Flip, int LowSign, int Turns, SignSum Signs);
}
