namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A dictionary by name that is looked up with a token, so that a lookup copies no text; keeps the order of insertion.</summary>
/// <typeparam name="T">What a name refers to.</typeparam>
internal sealed class NameTable<T>
{
    private readonly List<Entry> _entries = [];
    private int[] _firstOfBucket = new int[64];

    public IEnumerable<string> Names => _entries.Select(e => e.Name);

    public IEnumerable<T> Values => _entries.Select(e => e.Value);

    public int Count => _entries.Count;

    public static int HashOf(string name)
    {
        int hash = NameHash.Seed;
        foreach (char letter in name)
        {
            hash = NameHash.Next(hash, letter);
        }

        return hash;
    }

    /// <summary>Adds a name or replaces what it refers to.</summary>
    public void Set(string name, T value)
    {
        int hash = HashOf(name);
        for (int i = First(hash); i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && string.Equals(_entries[i].Name, name, StringComparison.Ordinal))
            {
                _entries[i] = new(name, hash, value, _entries[i].Next);
                return;
            }
        }

        if (_entries.Count == _firstOfBucket.Length)
        {
            Grow();
        }

        _entries.Add(new(name, hash, value, First(hash)));
        _firstOfBucket[BucketOf(hash)] = _entries.Count;
    }

    public bool TryFind(string text, Token name, out T value)
    {
        int length = name.End - name.Start;
        for (int i = First(name.Hash); i >= 0; i = _entries[i].Next)
        {
            Entry entry = _entries[i];
            if (entry.Hash == name.Hash && entry.Name.Length == length
                && string.CompareOrdinal(text, name.Start, entry.Name, 0, length) == 0)
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }

    private int BucketOf(int hash) => hash & (_firstOfBucket.Length - 1);

    // Buckets hold the index plus one, so that 0 means empty.
    private int First(int hash) => _firstOfBucket[BucketOf(hash)] - 1;

    private void Grow()
    {
        _firstOfBucket = new int[2 * _firstOfBucket.Length];
        for (int i = 0; i < _entries.Count; i++)
        {
            Entry entry = _entries[i];
            _entries[i] = new(entry.Name, entry.Hash, entry.Value, First(entry.Hash));
            _firstOfBucket[BucketOf(entry.Hash)] = i + 1;
        }
    }

    private readonly struct Entry
    {
        public Entry(string name, int hash, T value, int next)
        {
            Name = name;
            Hash = hash;
            Value = value;
            Next = next;
        }

        public string Name { get; }

        public int Hash { get; }

        public T Value { get; }

        /// <summary>The index of the next entry of the bucket, or -1.</summary>
        public int Next { get; }
    }
}
