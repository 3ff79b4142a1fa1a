namespace CutAwareQnn.Simulation;

/// <summary>Parities of bits over a basis that grows as independent ones are added: Gaussian elimination modulo 2.</summary>
internal sealed class ParityBasis
{
    private readonly List<(ulong Vector, int Generators)> _reduced = [];
    private readonly List<ulong> _generators = [];

    /// <summary>Number of independent vectors added.</summary>
    public int Rank => _generators.Count;

    /// <summary>Returns whether a vector is a sum of those added.</summary>
    public bool Spans(ulong vector) => Reduce(vector).Remainder == 0;

    /// <summary>Adds a vector and writes it as a sum of independent ones.</summary>
    /// <returns>Bit mask of the independent vectors that it is the sum of; 0 for the vector 0.</returns>
    public int Add(ulong vector)
    {
        (ulong rest, int generators) = Reduce(vector);
        if (rest == 0)
        {
            return generators;
        }

        int own = 1 << _generators.Count;
        _generators.Add(vector);
        _reduced.Add((rest, generators | own));
        return own;
    }

    /// <summary>Returns the sum of the independent vectors of a mask.</summary>
    public ulong Sum(int mask)
    {
        ulong sum = 0;
        for (int g = 0; g < _generators.Count; g++)
        {
            sum ^= (mask >> g & 1) == 0 ? 0 : _generators[g];
        }

        return sum;
    }

    private (ulong Remainder, int Generators) Reduce(ulong vector)
    {
        int generators = 0;
        foreach ((ulong reduced, int own) in _reduced)
        {
            ulong top = 1UL << System.Numerics.BitOperations.Log2(reduced);
            if ((vector & top) != 0)
            {
                vector ^= reduced;
                generators ^= own;
            }
        }

        return (vector, generators);
    }
}
