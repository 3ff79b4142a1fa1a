using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// A folder of certificates in PEM form: <c>ca.pem</c>, and a certificate and its key per role, <c>coordinator.pem</c> and
/// <c>coordinator.key</c>, <c>worker.pem</c> and <c>worker.key</c>. A machine needs <c>ca.pem</c> and the two files of its role.
/// </summary>
public static class CertificateFolder
{
    /// <summary>The certificate of the authority that issued the others.</summary>
    public const string Authority = "ca.pem";

    private const string Remedy = "make others with 'cutqnn worker --make-certificates DIR'";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Makes an authority, a coordinator's and a worker's certificate, valid for two years, the authority for ten.</summary>
    /// <param name="folder">Where to; it is created where it is missing.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The files.</returns>
    /// <exception cref="BackendException">One of the files is there already, or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Make(string folder, DateTimeOffset now) =>
        Make(folder, now.AddDays(-1), now.AddYears(2), now.AddYears(10));

    internal static IReadOnlyList<string> Make(string folder, DateTimeOffset from, DateTimeOffset until, DateTimeOffset authorityUntil)
    {
        string[] names =
            [Authority, "ca.key", .. Enum.GetValues<CertificateRole>().SelectMany(r => new[] { Name(r, "pem"), Name(r, "key") })];
        if (names.FirstOrDefault(n => File.Exists(Path.Combine(folder, n))) is { } there)
        {
            throw new BackendException(
                $"'{Path.Combine(folder, there)}' is there already and would be lost; name another folder, or delete its "
                + "certificates first");
        }

        try
        {
            Directory.CreateDirectory(folder);
            using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=cutqnn certificate authority", authorityKey, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            using X509Certificate2 authority = request.CreateSelfSigned(from, authorityUntil);
            Write(folder, Authority, authority.ExportCertificatePem(), isSecret: false);
            Write(folder, "ca.key", authorityKey.ExportPkcs8PrivateKeyPem(), isSecret: true);
            foreach (CertificateRole role in Enum.GetValues<CertificateRole>())
            {
                Issue(folder, role, authority, from, until);
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(
                $"certificates cannot be written to '{folder}': {failed.Message.TrimEnd('.')}; name another folder", failed);
        }

        return [.. names.Select(n => Path.Combine(folder, n))];
    }

    internal static Identity Load(string folder, CertificateRole role)
    {
        X509Certificate2 authority = Read(Authority, path => X509CertificateLoader.LoadCertificateFromFile(path));
        X509Certificate2 own = Read(Name(role, "pem"), path =>
        {
            string key = Path.ChangeExtension(path, "key");
            if (!File.Exists(key))
            {
                throw Missing(key);
            }

            // Windows takes no key that is only in memory.
            using X509Certificate2 read = X509Certificate2.CreateFromPemFile(path, key);
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        });

        var identity = new Identity(own, authority, role);
        return identity.Fault(own, role) is { } fault
            ? throw new BackendException($"the certificate '{Path.Combine(folder, Name(role, "pem"))}' {fault}; {Remedy}")
            : identity;

        X509Certificate2 Read(string name, Func<string, X509Certificate2> read)
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                throw Missing(path);
            }

            try
            {
                return read(path);
            }
            catch (Exception failed)
                when (failed is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new BackendException($"the certificate '{path}' cannot be read: {failed.Message.TrimEnd('.')}; {Remedy}", failed);
            }
        }

        static BackendException Missing(string path) =>
            new($"there is no '{path}'; make certificates with 'cutqnn worker --make-certificates DIR' and copy them to each machine");
    }

    internal static string Use(CertificateRole role) => role == CertificateRole.Coordinator ? ServerUse : ClientUse;

    private static void Issue(string folder, CertificateRole role, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string name = role == CertificateRole.Coordinator ? "coordinator" : "worker";
        var request = new CertificateRequest($"CN=cutqnn {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Use(role))], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"{name}.cutqnn");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(16));
        Write(folder, Name(role, "pem"), issued.ExportCertificatePem(), isSecret: false);
        Write(folder, Name(role, "key"), key.ExportPkcs8PrivateKeyPem(), isSecret: true);
    }

    private static string Name(CertificateRole role, string extension) =>
        $"{(role == CertificateRole.Coordinator ? "coordinator" : "worker")}.{extension}";

    private static void Write(string folder, string name, string text, bool isSecret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(Path.Combine(folder, name), options);
        writer.Write(text);
        writer.Write('\n');
    }

    /// <summary>A certificate with its key, and the authority that issues those of the other side.</summary>
    internal sealed record Identity(X509Certificate2 Own, X509Certificate2 Authority, CertificateRole Role)
    {
        private const X509ChainStatusFlags Foreign =
            X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

        /// <summary>Returns what is wrong with a certificate for a role, as the end of a sentence; null for nothing.</summary>
        public string? Fault(X509Certificate2 certificate, CertificateRole role)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(Authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(Use(role)));
            if (chain.Build(certificate))
            {
                return null;
            }

            X509ChainStatusFlags faults = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
            return (faults & Foreign) != 0
                    ? $"was not issued by the authority of {CertificateFolder.Authority}"
                : faults.HasFlag(X509ChainStatusFlags.NotTimeValid)
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} "
                            + $"to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC only, and it is another time now")
                : faults.HasFlag(X509ChainStatusFlags.NotValidForUsage)
                    ? $"is not a {(role == CertificateRole.Coordinator ? "coordinator" : "worker")}'s"
                : $"is not valid ({faults})";
        }
    }
}
