import cancelsafe.lab.real.LibraryDriver;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A blocking call to a slow server in the same process. */
public final class GrpcCall implements LibraryDriver {
    private static final MethodDescriptor<String, String> ASK =
            MethodDescriptor.<String, String>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("service/ask")
                    .setRequestMarshaller(new Text())
                    .setResponseMarshaller(new Text())
                    .build();

    private Server server;
    private ManagedChannel channel;

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes());
        }

        @Override
        public String parse(InputStream stream) {
            return "text";
        }
    }

    @Override
    public void before() throws IOException {
        String name = InProcessServerBuilder.generateName();
        ServerServiceDefinition service =
                ServerServiceDefinition.builder("service")
                        .addMethod(
                                ASK,
                                ServerCalls.asyncUnaryCall(
                                        (request, observer) -> {
                                            Hold.untilBodyWaits();
                                            observer.onNext("answer");
                                            observer.onCompleted();
                                        }))
                        .build();
        server = InProcessServerBuilder.forName(name).addService(service).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @Override
    public void body() {
        ClientCalls.blockingUnaryCall(channel, ASK, CallOptions.DEFAULT, "question");
    }

    @Override
    public void after() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
