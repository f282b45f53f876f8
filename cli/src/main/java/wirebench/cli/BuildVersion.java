package wirebench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into `build.properties`, and the machine it runs on.
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "wirebench " + number(),
            "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    private static String number() throws IOException {
        Properties build = new Properties();
        try (InputStream file = BuildVersion.class.getResourceAsStream("build.properties")) {
            if (file == null) {
                throw new IOException("build.properties is missing from the class path");
            }
            build.load(file);
        }
        return build.getProperty("version");
    }
}
