namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The meanings of names, block by block; an inner name hides an outer one.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Binding> _bindings = new(StringComparer.Ordinal);
    private readonly List<Binding> _open = [];
    private int _level;
    private int _bodyLevel;

    /// <summary>Whether names are declared for the whole program.</summary>
    public bool IsGlobal => _level == 0;

    /// <summary>The names that may be meant.</summary>
    public IEnumerable<string> Names => _bindings.Keys;

    public void Enter() => _level++;

    public void Leave()
    {
        while (_open.Count > 0 && _open[_open.Count - 1].Level == _level)
        {
            Binding binding = _open[_open.Count - 1];
            _open.RemoveAt(_open.Count - 1);
            if (binding.Hidden is null)
            {
                _bindings.Remove(binding.Name);
            }
            else
            {
                _bindings[binding.Name] = binding.Hidden;
            }
        }

        _level--;
    }

    /// <summary>Begins the body of a gate or subroutine, which sees only global constants besides its own names.</summary>
    /// <returns>What <see cref="LeaveBody"/> takes.</returns>
    public int EnterBody()
    {
        int outer = _bodyLevel;
        Enter();
        _bodyLevel = _level;
        return outer;
    }

    public void LeaveBody(int outer)
    {
        Leave();
        _bodyLevel = outer;
    }

    /// <summary>Declares a name; false where the block has it already.</summary>
    public bool Declare(string name, object meaning)
    {
        _bindings.TryGetValue(name, out Binding? hidden);
        if (hidden is not null && hidden.Level == _level)
        {
            return false;
        }

        var binding = new Binding(name, _level, meaning, hidden);
        _bindings[name] = binding;
        if (_level > 0)
        {
            _open.Add(binding);
        }

        return true;
    }

    /// <summary>Finds what a name refers to, or null.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isOutside">Whether it is global and used in the body of a gate or subroutine.</param>
    public object? Find(string name, out bool isOutside)
    {
        _bindings.TryGetValue(name, out Binding? binding);
        while (binding is not null && binding.Level > 0 && binding.Level < _bodyLevel)
        {
            binding = binding.Hidden;
        }

        isOutside = binding is not null && binding.Level < _bodyLevel;
        return binding?.Meaning;
    }

    private sealed class Binding
    {
        public Binding(string name, int level, object meaning, Binding? hidden)
        {
            Name = name;
            Level = level;
            Meaning = meaning;
            Hidden = hidden;
        }

        public string Name { get; }

        public int Level { get; }

        public object Meaning { get; }

        public Binding? Hidden { get; }
    }
}
