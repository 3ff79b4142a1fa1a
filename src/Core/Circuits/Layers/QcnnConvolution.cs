namespace CutAwareQnn.Circuits;

/// <summary>
/// The two-qubit circuit that a QCNN convolves with, on wires a and b in time order; the weights in the order of the gates.
/// Names of Hur, Kim, Park, Quantum Machine Intelligence 4, 3 (2022), arXiv:2108.00661, figure 2.
/// </summary>
public enum QcnnConvolution
{
    /// <summary>RY a, RY b, CX ab: 2 weights.</summary>
    TTN,

    /// <summary>RX a, RX b, RZ a, RZ b, CRZ ba, CRZ ab, RX a, RX b, RZ a, RZ b: 10 weights.</summary>
    U5,

    /// <summary>RX a, RX b, RZ a, RZ b, CRX ba, CRX ab, RX a, RX b, RZ a, RZ b: 10 weights.</summary>
    U6,

    /// <summary>H a, H b, CZ ab, RX a, RX b: 2 weights.</summary>
    U9,

    /// <summary>RY a, RY b, CRZ ba, RY a, RY b, CRZ ab: 6 weights.</summary>
    U13,

    /// <summary>RY a, RY b, CRX ba, RY a, RY b, CRX ab: 6 weights.</summary>
    U14,

    /// <summary>RY a, RY b, CX ba, RY a, RY b, CX ab: 4 weights.</summary>
    U15,

    /// <summary>RY a, RY b, CX ab, RY a, RY b, CX ab, RY a, RY b: 6 weights.</summary>
    SO4,

    /// <summary>U a, U b, CX ab, RY a, RZ b, CX ba, RY a, CX ab, U a, U b: 15 weights.</summary>
    SU4,
}
